package stacktext

import "strings"

// The layout of tokio's task dumps and async-backtrace, a tree whose root is the outermost frame
// (tokio/src/runtime/task/trace/tree.rs, async-backtrace/src/location.rs).
//
//	tree = "╼ " name " at " path ":" line ":" column EOL { branch } .
//	branch = { blank | "│" } ( "├" | "└" ) tree .
//
// tokio's blanks are no-break spaces, and it drops the last segment of every name. A node with several children polls all
// of them, so each branch is a Stack of its own: the frames of one Stack call each other. When a node is removed, its
// children stay where they are.

// readTree reads the branch that starts in the line at the offset: each node is the first child of the one above.
func (f *finder) readTree(at int) (int, bool) {
	first, rust := len(f.trace.Frames), false
	for depth := -1; at < len(f.text); {
		end, next := lineAt(f.text, at)
		frame, column, ok := treeNode(f.text, at, end)
		if !ok || column <= depth {
			break
		}
		depth = column
		frame.Span, frame.content, frame.tail = Span{at, next}, at, end
		rust = rust || showsRust(frame.Name.Of(f.text), frame.File.Of(f.text))
		f.push(frame)
		at = next
	}
	if len(f.trace.Frames) == first {
		return at, false
	}
	if !rust || f.tooLarge {
		f.trace.Frames = f.trace.Frames[:first]
		f.foreign, f.listEnd = true, at
		return at, false
	}
	f.addStack(Stack{Layout: layoutTree, First: first})
	return at, true
}

// treeStarts reports whether the line is a node.
func treeStarts(text string, at, end int) bool {
	_, _, ok := treeNode(text, at, end)
	return ok
}

// treeNode reads the node in a line and its column.
func treeNode(text string, at, end int) (frame Frame, column int, ok bool) {
	for at < end {
		rest := text[at:end]
		n := 1
		switch {
		case strings.HasPrefix(rest, "╼"):
			at = skipBlanks(text, at+len("╼"), end)
			if rest := text[at:end]; strings.HasPrefix(rest, "\u00a0") {
				at += len("\u00a0")
			}
			frame.Name = Span{at, end}
			if n := strings.LastIndex(text[at:end], " at "); n >= 0 {
				frame.Name.End = at + n
				frame.File, frame.Line, frame.Column = location(text, at+n+len(" at "), end)
			}
			frame.Resolved = resolved(frame.Name.Of(text))
			return frame, column, !frame.Name.Empty()
		case rest[0] == ' ':
		case strings.HasPrefix(rest, "\u00a0"):
			n = len("\u00a0")
		case strings.HasPrefix(rest, "│"), strings.HasPrefix(rest, "├"), strings.HasPrefix(rest, "└"):
			n = len("│")
		default:
			return frame, 0, false
		}
		at, column = at+n, column+1
	}
	return frame, 0, false
}
