package stacktext

import "strings"

// The layout of better-panic, which is Python's (better-panic/src/lib.rs). The heading says which end comes first.
//
//	stack = "Backtrace (most recent call " ( "last" | "first" ) "):" EOL { frame } .
//	frame = '  File "' path '", line ' line ", in " name EOL [ "    " source EOL ] .

var (
	betterPanic      = lineLayout{layout: layoutBetterPanic, frame: pythonFrame, continues: pythonContinues}
	betterPanicFirst = lineLayout{layout: layoutBetterPanicFirst, frame: pythonFrame, continues: pythonContinues}
)

const (
	lastCallLast  = "Backtrace (most recent call last):"
	lastCallFirst = "Backtrace (most recent call first):"
)

// betterPanicStarts reports whether the line is a heading.
func betterPanicStarts(text string, at, end int) bool {
	return strings.HasSuffix(text[at:end], lastCallLast) || strings.HasSuffix(text[at:end], lastCallFirst)
}

// readBetterPanic reads the stack below the heading at the offset.
func (f *finder) readBetterPanic(at int) (int, bool) {
	end, next := lineAt(f.text, at)
	line := f.text[at:end]
	layout := &betterPanic
	if strings.HasSuffix(line, lastCallFirst) {
		layout = &betterPanicFirst
	} else if !strings.HasSuffix(line, lastCallLast) {
		return at, false
	}
	return layout.read(f, next)
}

func pythonFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	rest, ok := strings.CutPrefix(text[i:end], `File "`)
	if !ok {
		return frame, false
	}
	i = end - len(rest)
	n := strings.Index(rest, `", line `)
	if n < 0 {
		return frame, false
	}
	frame.File = Span{i, i + n}
	line, next, ok := number(text, i+n+len(`", line `), end)
	if !ok || !strings.HasPrefix(text[next:end], ", in ") {
		return frame, false
	}
	frame.Line, frame.Name = line, Span{next + len(", in "), end}
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, !frame.Name.Empty()
}

// pythonContinues reports whether the line shows the source: it is indented further than the frame.
func pythonContinues(text string, frame *Frame, at, end int) bool {
	i := skipBlanks(text, at, end)
	return i >= at+4 && i < end
}
