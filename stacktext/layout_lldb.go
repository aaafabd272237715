package stacktext

import "strings"

// The layout of lldb's bt.
//
//	frame = [ "*" ] "frame #" number ": 0x" address module "`" [ function " [inlined] " ] name
//	        [ "(" arguments ")" ] [ " + " offset ] [ " at " path ":" line [ ":" column ] ] .
//
// A demangler for C++ prints legacy names: _$u7b$$u7b$closure$u7d$$u7d$, $LT$.

var lldb = lineLayout{layout: layoutLldb, frame: lldbFrame}

func lldbFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if strings.HasPrefix(text[i:end], "* ") {
		i = skipBlanks(text, i+1, end)
	}
	rest, ok := strings.CutPrefix(text[i:end], "frame #")
	if !ok {
		return frame, false
	}
	i = end - len(rest)
	_, next, ok := number(text, i, end)
	if !ok || !strings.HasPrefix(text[next:end], ": ") {
		return frame, false
	}
	frame.Number = Span{i, next}
	i = next
	if n := strings.IndexByte(text[i:end], '`'); n >= 0 {
		i += n + 1
	}
	next = nameEnd(text, i, end)
	const inlined = " [inlined] "
	if strings.HasPrefix(text[next:end], inlined) {
		i = next + len(inlined)
		next = nameEnd(text, i, end)
	}
	frame.Name = Span{i, next}
	frame.Resolved = resolved(frame.Name.Of(text))
	if n := strings.LastIndex(text[next:end], " at "); n >= 0 {
		frame.File, frame.Line, frame.Column = location(text, next+n+len(" at "), end)
	}
	return frame, !frame.Name.Empty()
}
