package stacktext

import "strings"

// The layout of perf script, which prints a stack below a line for each sample.
//
//	frame = tab address " " name [ "+0x" offset ] " (" module ")" .

var perf = lineLayout{layout: layoutPerf, frame: perfFrame, names: true}

func perfFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	next := skipHex(text, i, end)
	if i == at || next-i < 3 || next == end || text[next] != ' ' || text[end-1] != ')' {
		return frame, false
	}
	i = next + 1
	n := strings.LastIndex(text[i:end], " (")
	if n <= 0 {
		return frame, false
	}
	frame.Name = Span{i, i + n}
	if offset := strings.LastIndex(text[i:i+n], "+0x"); offset > 0 && isHex(text[i+offset+3:i+n]) {
		frame.Name.End = i + offset
	}
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, true
}
