package stacktext

import "strings"

// The layout of gdb's bt, and of the sanitizers, which is like it (compiler-rt/lib/sanitizer_common).
//
//	frame = "#" number [ address "in" ] name " (" arguments ")" [ "at" path ":" line ] [ "from" library ]
//	      | "#" number address "in" name path ":" line ":" column
//	      | "#" number address "in" name " (" module "+" offset ")" .
//	number = digits, left-aligned in 3 columns .
//
// Names are those of DWARF: {async_fn#0}, {impl#1}, {async_block_env#0}; they say what a closure is. gdb breaks
// long lines before "at" and "from".

var gdb = lineLayout{layout: Gdb, frame: gdbFrame, continues: gdbContinues, left: true}

func gdbFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if i == end || text[i] != '#' {
		return frame, false
	}
	_, next, ok := number(text, i+1, end)
	if !ok || next == end || text[next] != ' ' {
		return frame, false
	}
	frame.Number.Start = i + 1
	i = skipBlanks(text, next, end)
	frame.Number.End = i - 1
	if strings.HasPrefix(text[i:end], "0x") {
		i = skipBlanks(text, skipHex(text, i+2, end), end)
		rest, ok := strings.CutPrefix(text[i:end], "in ")
		if !ok {
			return frame, false
		}
		i = end - len(rest)
	}
	frame.Name = Span{i, nameEnd(text, i, end)}
	name := frame.Name.Of(text)
	if name == "" || name[0] == '/' || name[0] == '.' || name[len(name)-1] == ':' {
		return frame, false
	}
	frame.Resolved = resolved(name)
	readGdbLocation(text, &frame, end)
	return frame, true
}

// readGdbLocation reads what stands after the name.
func readGdbLocation(text string, frame *Frame, end int) {
	rest := text[frame.Name.End:end]
	if n := strings.LastIndex(rest, " at "); n >= 0 {
		frame.File, frame.Line, frame.Column = location(text, frame.Name.End+n+len(" at "), end)
	} else if strings.HasPrefix(rest, " /") || strings.HasPrefix(rest, " .") {
		frame.File, frame.Line, frame.Column = location(text, frame.Name.End+1, end)
	} else if n := strings.LastIndex(rest, ") /"); n >= 0 { // a sanitizer on C++, which prints the types of arguments
		frame.File, frame.Line, frame.Column = location(text, frame.Name.End+n+len(") "), end)
	}
}

func gdbContinues(text string, frame *Frame, at, end int) bool {
	i := skipBlanks(text, at, end)
	if rest, ok := strings.CutPrefix(text[i:end], "at "); ok && i > at && frame.File.Empty() {
		frame.File, frame.Line, frame.Column = location(text, end-len(rest), end)
		return true
	}
	return i > at && strings.HasPrefix(text[i:end], "from ")
}
