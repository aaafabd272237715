package stacktext

import "strings"

// The layout of the backtrace crate's {:?} of a symbol (backtrace/src/symbolize/mod.rs).
//
//	frame = "BacktraceSymbol { name: Some(" name "), addr: Some(0x" address ")" [ ', filename: Some("' path '")' ]
//	        [ ", lineno: Some(" line ")" ] [ ", colno: Some(" column ")" ] " }" .

var symbols = lineLayout{layout: layoutSymbols, frame: symbolFrame}

func symbolFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	const start = "BacktraceSymbol { name: Some("
	if !strings.HasPrefix(text[i:end], start) {
		return frame, false
	}
	i += len(start)
	n := strings.Index(text[i:end], "), addr: ")
	if n < 0 {
		n = end - i
	}
	frame.Name = Span{i, i + n}
	frame.Resolved = true
	i += n
	if file, ok := fieldAfter(text, i, end, `, filename: Some("`, `")`); ok {
		frame.File = file
		i = file.End
	}
	if line, ok := fieldAfter(text, i, end, ", lineno: Some(", ")"); ok {
		frame.Line, _, _ = number(text, line.Start, line.End)
	}
	if column, ok := fieldAfter(text, i, end, ", colno: Some(", ")"); ok {
		frame.Column, _, _ = number(text, column.Start, column.End)
	}
	return frame, n > 0
}
