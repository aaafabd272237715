package stacktext

import "strings"

// The layout in which addr2line -f -i and llvm-symbolizer answer, inlined functions first: a name, and below it
// the place.
//
//	frame = name EOL place EOL .
//	place = path ":" line [ ":" column ] | "??:0" [ ":0" ] .
//
// A name alone is nothing: a line is a frame only if a place is below it.

var symbolizer = lineLayout{layout: layoutSymbolizer, frame: symbolizerFrame, continues: symbolizerLocation, least: 2}

// symbolizerFrame reads a line that is a name, with the line below it.
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

// symbolizerPlace reads the line below a name.
func symbolizerLocation(text string, frame *Frame, at, end int) bool {
	found, ok := locationLine(text, at, end)
	if !ok || !frame.File.Empty() {
		return false
	}
	frame.File, frame.Line, frame.Column = found.File, found.Line, found.Column
	return true
}

// place reads a line that is a path with a line number, or what stands for an unknown one.
func locationLine(text string, at, end int) (frame Frame, ok bool) {
	line := strings.TrimSuffix(text[at:end], "\r")
	if strings.HasPrefix(line, "??:") {
		return frame, true
	}
	frame.File, frame.Line, frame.Column = location(text, at, at+len(line))
	path := frame.File.Of(text)
	return frame, frame.Line > 0 && strings.Contains(path, ".") && !strings.ContainsAny(path, " \"'(:,")
}
