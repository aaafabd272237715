package stacktext

import "strings"

// Stacks copied from VS Code with Copy Call Stack (src/vs/workbench/contrib/debug/common/debugModel.ts, StackFrame.toString).
//
//	frame = [ module "!" ] name [ "(" arguments ")" ] [ " (" ( path | "@" name ) ":" line ")" ] .
//
// The debugger gives the names: {async_fn#0}, poll<app::run::{async_fn_env#0}>. A frame without a source is a name alone; a
// line of one word could be anything, so it is a frame only if one with a source follows, or if it is known. A stack needs
// two frames, and the first a file of Rust's or the C library's.

var vscode = lineLayout{layout: layoutVSCode, frame: vscodeFrame, least: 2}

// vscodeStarts reports whether the line is a frame with a path in a Rust file, or in one of the C library.
func vscodeStarts(text string, at, end int) bool {
	frame, ok := vscodeLocated(text, at, end)
	file := frame.File.Of(text)
	return ok && (rustFile(file) || strings.HasSuffix(file, ".c") || strings.HasSuffix(file, ".S"))
}

// readVSCode reads the stack whose first line is at the offset.
func (f *finder) readVSCode(at int) (int, bool) {
	if end, _ := lineAt(f.text, at); !vscodeStarts(f.text, at, end) {
		return at, false
	}
	return vscode.read(f, at)
}

func vscodeFrame(text string, at, end int) (frame Frame, ok bool) {
	if frame, ok = vscodeLocated(text, at, end); ok {
		return frame, true
	}
	frame, next := calledName(text, at, end)
	if next == at || trimBlanks(text, next, end) != next {
		return frame, false
	}
	name := frame.Name.Of(text)
	return frame, strings.Contains(name, "::") || knownWord(startNames, name) || vscodeFollows(text, end)
}

// startNames are what starts programs and threads, which seldom has a source.
const startNames = " main _start __libc_start_call_main __libc_start_main __libc_start_main_impl start_thread clone3 __clone3 clone "

// vscodeFollows reports whether a frame with a source comes after the line, below lines that are names alone.
func vscodeFollows(text string, end int) bool {
	const most = 8 // names alone
	for range most {
		_, next := lineAt(text, end)
		if next == len(text) {
			return false
		}
		end, _ = lineAt(text, next)
		if _, ok := vscodeLocated(text, next, end); ok {
			return true
		}
		if _, after := calledName(text, next, end); after == next || trimBlanks(text, after, end) != after {
			return false
		}
	}
	return false
}

// vscodeLocated reads a frame with a source.
func vscodeLocated(text string, at, end int) (frame Frame, ok bool) {
	end = trimBlanks(text, at, end)
	if end-at < len("a (b:1)") || text[end-1] != ')' || !isDigit(text[end-2]) {
		return frame, false
	}
	frame, next := calledName(text, at, end)
	if next == at || !strings.HasPrefix(text[next:end], " (") {
		return frame, false
	}
	frame.File, frame.Line, frame.Column = location(text, next+len(" ("), end-1)
	file := frame.File.Of(text)
	return frame, frame.Line > 0 && !strings.Contains(file, "://") && (strings.Contains(file, ".") || strings.HasPrefix(file, "@"))
}

// calledName reads a name at the start of a line, without the module before and the arguments after it, and returns the
// offset after these. If there is no name, that is where the line starts.
func calledName(text string, at, end int) (frame Frame, next int) {
	i := afterModule(text, skipBlanks(text, at, end), end)
	next = nameEnd(text, i, end)
	frame.Name = Span{i, next}
	name := frame.Name.Of(text)
	if !symbol(name) || name[0] == '[' {
		return frame, at
	}
	frame.Resolved = resolved(name)
	if next < end && text[next] == '(' {
		next = closing(text, next, end)
	}
	return frame, next
}

// afterModule returns the offset after "module!" before a name, or the one given. No Rust name has a ! after a word.
func afterModule(text string, at, end int) int {
	i := at
	if rest, ok := strings.CutPrefix(text[at:end], unknown); ok {
		i = end - len(rest)
	}
	for i < end && (isLetter(text[i]) || isDigit(text[i]) || strings.IndexByte(".-+@", text[i]) >= 0) {
		i++
	}
	if i == at || i+1 >= end || text[i] != '!' {
		return at
	}
	return i + 1
}
