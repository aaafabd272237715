package stacktext

import "strings"

// Folded stacks, the input of flame graphs: one line per stack, outermost first.
//
//	stack = [ process ";" ] frame { ";" frame } " " count .
//	frame = [ module ( "`" | "!" ) ] name .
//
// A name can hold a semicolon, in [u8; 4]; a blank follows it then. The process is no frame. What collapses DTrace's stacks
// leaves the module before each name, and then there is no process.

// foldedStarts reports whether the line has a semicolon and ends in a number.
func foldedStarts(text string, at, end int) bool {
	count := strings.LastIndexByte(text[at:end], ' ')
	if count <= 0 || strings.IndexByte(text[at:at+count], ';') < 0 {
		return false
	}
	_, after, ok := number(text, at+count+1, end)
	return ok && after == end
}

// readFolded reads the stack in the line at the offset.
func (f *finder) readFolded(at int) (int, bool) {
	end, next := lineAt(f.text, at)
	if !foldedStarts(f.text, at, end) {
		return at, false
	}
	stop := at + strings.LastIndexByte(f.text[at:end], ' ')
	first, rust := len(f.trace.Frames), false
	for i := at; i < stop; {
		nameEnd := foldedEnd(f.text, i, stop)
		start := afterFoldedModule(f.text, i, nameEnd)
		name := f.text[start:nameEnd]
		if name != "" && (i > at || start > i || rustName(name)) {
			rust = rust || rustName(name)
			f.push(Frame{
				Span: Span{i, nameEnd}, Name: Span{start, nameEnd}, Resolved: resolved(name), content: i, tail: nameEnd,
			})
		}
		i = nameEnd + 1
	}
	if !rust || f.tooLarge {
		f.trace.Frames = f.trace.Frames[:first]
		f.foreign = true
		return next, false
	}
	f.addStack(Stack{Layout: layoutFolded, First: first, separated: true})
	return next, true
}

// afterFoldedModule returns where the name starts behind a module, or the offset.
func afterFoldedModule(text string, at, end int) int {
	for i := at; i < end; i++ {
		switch c := text[i]; {
		case c == '`' && i > at && i+1 < end:
			return i + 1
		case !isLetter(c) && !isDigit(c) && strings.IndexByte(".-+", c) < 0:
			return afterModule(text, at, end)
		}
	}
	return at
}

// foldedEnd returns where the name that starts at the offset ends.
func foldedEnd(text string, at, end int) int {
	for i := at; ; {
		n := strings.IndexByte(text[i:end], ';')
		if n < 0 {
			return end
		}
		i += n + 1
		if i == end || text[i] != ' ' {
			return i - 1
		}
	}
}
