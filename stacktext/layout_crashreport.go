package stacktext

import "strings"

// The layout of macOS crash reports up to macOS 11; layout_ips.go is that of later ones, layout_sample.go of sample(1).
//
//	frame = number blanks module blanks "0x" address " " name " + " offset [ " (" path ":" line ")" ] .
//	number = digits, left-aligned in 4 columns .
//
// A demangler that does not know the legacy mangling leaves its $…$ escapes in names.

var crashReport = lineLayout{layout: layoutCrashReport, frame: crashReportFrame, numbers: leftAligned}

func crashReportFrame(text string, at, end int) (frame Frame, ok bool) {
	_, next, ok := number(text, at, end)
	if !ok || next == end || text[next] != ' ' {
		return frame, false
	}
	i := skipBlanks(text, next, end)
	frame.Number = Span{at, i - 1}
	address := strings.Index(text[i:end], "0x")
	if address <= 0 || !isBlank(text[i+address-1]) {
		return frame, false
	}
	i = skipHex(text, i+address+len("0x"), end)
	if i == end || text[i] != ' ' {
		return frame, false
	}
	i++
	n := strings.LastIndex(text[i:end], " + ")
	if n <= 0 {
		return frame, false
	}
	frame.Name = Span{i, i + n}
	frame.Resolved = resolved(frame.Name.Of(text))
	if open := strings.LastIndex(text[i+n:end], " ("); open >= 0 && text[end-1] == ')' {
		frame.File, frame.Line, frame.Column = location(text, i+n+open+len(" ("), end-1)
	}
	return frame, true
}
