package stacktext

import "strings"

// The answers of addr2line -f -i and llvm-symbolizer, inlined functions first: a name, and below it the location.
//
//	frame    = name EOL location EOL .
//	location = path ":" line [ ":" column ] | "??:0" [ ":0" ] .
//
// Any word could be a name, so a line is a frame only if a location is below it.

var symbolizer = lineLayout{layout: layoutSymbolizer, frame: symbolizerFrame, continues: symbolizerLocation, least: 2}

// symbolizerFrame reads a line that is a name above a location.
func symbolizerFrame(text string, at, end int) (frame Frame, ok bool) {
	name := strings.TrimSuffix(text[at:end], "\r")
	if name == "" || isBlank(name[0]) || nameEnd(text, at, at+len(name)) != at+len(name) || !symbol(name) {
		return frame, false
	}
	_, next := lineAt(text, at)
	below, _ := lineAt(text, next)
	if _, ok := locationLine(text, next, below); !ok {
		return frame, false
	}
	frame.Name, frame.Resolved = Span{at, at + len(name)}, resolved(name)
	return frame, true
}

// symbolizerLocation reads the line below a name.
func symbolizerLocation(text string, frame *Frame, at, end int) bool {
	found, ok := locationLine(text, at, end)
	if !ok || !frame.File.Empty() {
		return false
	}
	frame.File, frame.Line, frame.Column = found.File, found.Line, found.Column
	return true
}

// locationLine reads a line that is a path with a line number, or the ?? of an unknown one.
func locationLine(text string, at, end int) (frame Frame, ok bool) {
	line := strings.TrimSuffix(text[at:end], "\r")
	if strings.HasPrefix(line, "??:") {
		return frame, true
	}
	frame.File, frame.Line, frame.Column = location(text, at, at+len(line))
	path := frame.File.Of(text)
	return frame, frame.Line > 0 && strings.Contains(path, ".") && !strings.ContainsAny(path, " \"'(:,")
}
