package stacktext

import "strings"

// The layout of gdb's bt, and of the sanitizers, which is like it (compiler-rt/lib/sanitizer_common).
//
//	frame  = "#" number [ address "in" ] name " (" arguments ")" [ "at" path ":" line ] [ "from" library ] locals
//	       | "#" number [ address "in" ] name [ path ":" line ":" column ] [ module ] .
//	module = " (" file "+0x" offset ")" [ " (BuildId: " hexadecimal digits ")" ] .     of sanitizers
//	locals = { blanks name " = " value EOL } | "No locals." EOL .                      bt full
//	number = digits, left-aligned in 3 columns; sanitizers put one blank after every number .
//
// Names come from DWARF and say what a closure is: {async_fn#0}, {impl#1}, {async_block_env#0}. gdb breaks
// long lines before "(", "at", "from" and an argument (gdb/stack.c, print_frame: wrap_hint), and indents what follows.
// Its pager asks between any two lines whether to go on.

var gdb = lineLayout{layout: layoutGdb, frame: gdbFrame, below: gdbBelow, numbers: leftAligned}

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

// readGdbLocation reads the location after the name.
func readGdbLocation(text string, frame *Frame, end int) {
	if readGdbAt(text, frame, frame.Name.End, end) {
		return
	}
	end = beforeModule(text, frame.Name.End, end)
	rest := text[frame.Name.End:end]
	if strings.HasPrefix(rest, " /") || strings.HasPrefix(rest, " .") || onePath(rest) {
		frame.File, frame.Line, frame.Column = location(text, frame.Name.End+1, end)
	} else if n := strings.LastIndex(rest, ") /"); n >= 0 { // a sanitizer on C++, which prints the types of arguments
		frame.File, frame.Line, frame.Column = location(text, frame.Name.End+n+len(") "), end)
	}
}

// beforeModule returns where the module starts that ends the line, or the end. Sanitizers print it where they have no source
// line, ThreadSanitizer prints it always.
func beforeModule(text string, at, end int) int {
	const buildID, offset = " (BuildId: ", "+0x"
	if end == at || text[end-1] != ')' {
		return end
	}
	if n := strings.LastIndex(text[at:end], buildID); n >= 0 && isHex(text[at+n+len(buildID):end-1]) {
		end = at + n
	}
	open := strings.LastIndex(text[at:end], " (")
	if open < 0 || text[end-1] != ')' {
		return end
	}
	if plus := strings.LastIndex(text[at+open:end], offset); plus > 0 && isHex(text[at+open+plus+len(offset):end-1]) {
		return at + open
	}
	return end
}

// onePath reports whether there is a blank and then nothing but a path, which may be relative, with a line number.
func onePath(rest string) bool {
	_, line, _ := location(rest, 0, len(rest))
	return line > 0 && rest[0] == ' ' && strings.Contains(rest, ".") && !strings.ContainsAny(rest[1:], " (\"'=")
}

// readGdbAt reads "at path:line" at the end of the text between the offsets.
func readGdbAt(text string, frame *Frame, at, end int) bool {
	n := strings.LastIndex(text[at:end], " at ")
	if n >= 0 {
		frame.File, frame.Line, frame.Column = location(text, at+n+len(" at "), end)
	}
	return n >= 0
}

// gdbBelow reads the lines below the first of a frame: the rest of a line that was broken, and the variables.
func gdbBelow(text string, frame *Frame) (whole bool) {
	whole = true
	open, variables := openAfter(text[frame.Name.End:frame.tail], 0), false
	indent := skipBlanks(text, frame.Start, frame.tail) - frame.Start
	for frame.End < len(text) {
		at := frame.End
		end, next := lineAt(text, at)
		i := skipBlanks(text, at, end)
		rest := text[i:end]
		indented := i-at > indent
		_, elided := omitted(rest)
		switch {
		case rest == "" || rest[0] == '#' || elided:
			return whole
		case pagerLine(rest):
		case open > 0:
			frame.File, frame.Line, frame.Column = Span{}, 0, 0 // that was an argument
			whole = whole && indented
			if open = openAfter(rest, open); open == 0 {
				readGdbAt(text, frame, at, end)
			}
		case indented && brokenBefore(rest) && frame.File.Empty():
			if open = openAfter(rest, 0); open == 0 {
				readGdbAt(text, frame, i-1, end)
			}
		case noVariables(rest) || indented && (variables || variable(rest)):
			variables = true
		default:
			return whole
		}
		frame.End, frame.tail = next, end
	}
	return whole
}

// brokenBefore reports whether gdb may have broken a line before this text.
func brokenBefore(rest string) bool {
	return rest[0] == '(' || strings.HasPrefix(rest, "at ") || strings.HasPrefix(rest, "from ")
}

// pagerLine reports whether gdb asks in the line whether to go on (gdb/utils.c, prompt_for_continue).
func pagerLine(line string) bool {
	return strings.HasPrefix(line, "--Type <RET> for more") || strings.HasPrefix(line, "---Type <return> to continue")
}

// noVariables reports whether the line says that a frame has no variables (gdb/stack.c, print_frame_local_vars).
func noVariables(line string) bool {
	return line == "No locals." || line == "No symbol table info available."
}

// variable reports whether the line is "name = value".
func variable(line string) bool {
	name, _, ok := strings.Cut(line, " = ")
	return ok && name != "" && !strings.ContainsAny(name, " \t(")
}

// openAfter returns how many parentheses are open after the text, given how many are before it. Those in strings and
// characters do not count.
func openAfter(text string, open int) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(':
			open++
		case ')':
			open = max(0, open-1)
		case '"':
			i += 1 + stringEnd(text[i+1:])
		case '\'':
			if strings.HasPrefix(text[i+1:], "('") || strings.HasPrefix(text[i+1:], ")'") || strings.HasPrefix(text[i+1:], `"'`) {
				i += 2
			}
		}
	}
	return open
}
