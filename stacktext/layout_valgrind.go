package stacktext

import "strings"

// The layout of valgrind (coregrind/m_debuginfo/debuginfo.c, describe_IP; m_stacktrace.c, printIpDesc).
//
//	frame  = prefix "   " ( "at" | "by" ) " 0x" address ": " ( name | "???" ) [ " (" place ")" ] .
//	place  = file ":" line | "in " module .
//	prefix = "==" [ time " " ] pid "==" .
//
// The innermost frame has "at", its callers "by". A frame stays with its word: where the innermost one is removed, the stack
// starts with "by". Functions that were inlined have the address of the frame they are in. What the program itself asks
// valgrind to print has "**" in its prefix.

var valgrind = lineLayout{layout: layoutValgrind, frame: valgrindFrame, prefix: valgrindPrefix}

// valgrindPrefixes are what the prefix of a line starts and ends with.
var valgrindPrefixes = []string{"==", "**"}

// valgrindPrefix returns the length of the "==4711==" that the line starts with, or 0.
func valgrindPrefix(line string) int {
	i := skipBlanks(line, 0, len(line))
	if i+2 > len(line) || !startsWithAny(line[i:], valgrindPrefixes) {
		return 0
	}
	mark := line[i : i+2]
	for i += 2; i < len(line) && (isDigit(line[i]) || strings.IndexByte(":. ", line[i]) >= 0); {
		i++
	}
	if !strings.HasPrefix(line[i:], mark) || !isDigit(line[i-1]) {
		return 0
	}
	return i + len(mark)
}

func valgrindFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if !strings.HasPrefix(text[i:end], "at 0x") && !strings.HasPrefix(text[i:end], "by 0x") {
		return frame, false
	}
	i = skipHex(text, i+len("at 0x"), end)
	if !strings.HasPrefix(text[i:end], ": ") {
		return frame, false
	}
	frame.Name = Span{i + len(": "), end}
	if n := strings.LastIndex(text[i:end], " ("); n > 1 && text[end-1] == ')' {
		frame.Name.End = i + n
		if place := i + n + len(" ("); !strings.HasPrefix(text[place:end], "in ") {
			frame.File, frame.Line, _ = location(text, place, end-1)
		}
	}
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, !frame.Name.Empty()
}
