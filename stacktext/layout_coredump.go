package stacktext

import "strings"

// The layout of systemd's coredumpctl info and of the message in the journal (systemd/src/shared/elf-util.c, frame_callback).
//
//	frame  = "#" number "0x" address " " name " (" module [ " + 0x" offset ] ")" .
//	name   = symbol | "n/a" .
//	number = digits, left-aligned in 3 columns .
//
// It is gdb's without "in" and without source lines. Names are mangled, and inlined functions are not shown.

var coredump = lineLayout{layout: layoutCoredump, frame: coredumpFrame, numbers: leftAligned}

func coredumpFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if i == end || text[i] != '#' || text[end-1] != ')' {
		return frame, false
	}
	_, next, ok := number(text, i+1, end)
	if !ok || next == end || text[next] != ' ' {
		return frame, false
	}
	frame.Number.Start = i + 1
	i = skipBlanks(text, next, end)
	frame.Number.End = i - 1
	if !strings.HasPrefix(text[i:end], "0x") {
		return frame, false
	}
	i = skipHex(text, i+len("0x"), end)
	n := strings.LastIndex(text[i:end], " (")
	if n <= 1 || text[i] != ' ' || strings.HasPrefix(text[i:end], " in ") {
		return frame, false
	}
	frame.Name = Span{i + 1, i + n}
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, true
}
