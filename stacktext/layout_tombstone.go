package stacktext

import "strings"

// The layout of Android's tombstones, of debuggerd and of the crash in logcat (libunwindstack/Unwinder.cpp, FormatFrame).
//
//	frame  = prefix "#" number " pc " address blanks module [ " (offset 0x" offset ")" ]
//	         [ " (" name [ "+" offset ] ")" ] [ " (BuildId: " hexadecimal digits ")" ] .
//	number = 2 decimal digits .
//	prefix = { character } blanks .                         of logcat: its time, process, thread and tag
//
// One stack has the frames of Java, C++ and Rust. Where a frame has no name, its module is taken for one that is none.

var tombstone = lineLayout{layout: layoutTombstone, frame: tombstoneFrame, numbers: twoDigits, prefix: tombstonePrefix}

const tombstoneMark = " pc "

// tombstonePrefix returns the length of what logcat puts before a frame or an elision line.
func tombstonePrefix(line string) int {
	const longest = 160 // bytes
	head := line[:min(len(line), longest)]
	i := strings.IndexByte(head, '#')
	if i < 0 {
		if i = strings.IndexByte(head, '['); i < 0 || !strings.HasPrefix(head[i:], omittedStart) {
			return 0
		}
	}
	for i > 0 && isBlank(head[i-1]) {
		i--
	}
	return i
}

func tombstoneFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if i == end || text[i] != '#' {
		return frame, false
	}
	_, next, ok := number(text, i+1, end)
	if !ok {
		return frame, false
	}
	frame.Number = Span{i + 1, next}
	next = max(next, skipBlanks(text, next, end)-1) // old versions have two blanks
	if !strings.HasPrefix(text[next:end], tombstoneMark) {
		return frame, false
	}
	i = next + len(tombstoneMark)
	next = skipHex(text, i, end)
	if next-i < len("0001fca4") || next == end || text[next] != ' ' {
		return frame, false
	}
	frame.Name = Span{skipBlanks(text, next, end), end}
	if n := strings.LastIndex(text[next:end], " (BuildId: "); n > 0 {
		end = next + n
	}
	for n := next; ; {
		open := strings.Index(text[n:end], " (")
		if open < 0 {
			return frame, !frame.Name.Empty()
		}
		n += open + len(" (")
		if rest := text[n:end]; text[end-1] == ')' && !strings.HasPrefix(rest, "offset 0x") && !strings.HasPrefix(rest, "deleted)") {
			frame.Name = Span{n, end - 1}
			break
		}
	}
	if plus := strings.LastIndexByte(frame.Name.Of(text), '+'); plus > 0 && skipDigits(text, frame.Name.Start+plus+1) == frame.Name.End {
		frame.Name.End = frame.Name.Start + plus
	}
	frame.Name.End = nameEnd(text, frame.Name.Start, frame.Name.End) // without the arguments of C++
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, !frame.Name.Empty()
}
