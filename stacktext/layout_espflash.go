package stacktext

import "strings"

// The layout of espflash's monitor, which prints the name of each address of a stack that the program prints
// (espflash/src/cli/monitor/parser/mod.rs, resolve_addresses).
//
//	frame   = ( address " - " name | address EOL name ) EOL "    at " ( path ":" line | "??:??" ) EOL .
//	address = "0x" 8 hexadecimal digits .
//
// The second form is that of a line that is an address and nothing else.

var espflash = lineLayout{layout: layoutEspflash, frame: espflashFrame, continues: espflashContinues}

func espflashFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	if !strings.HasPrefix(text[i:end], "0x") && !strings.HasPrefix(text[i:end], "0X") {
		return frame, false
	}
	address := i + len("0x")
	i = skipHex(text, address, end)
	if i-address != 8 {
		return frame, false
	}
	if rest, ok := strings.CutPrefix(text[i:end], " - "); ok {
		i = end - len(rest)
	} else if i == trimBlanks(text, i, end) && i == end {
		_, i = lineAt(text, end)
		end, _ = lineAt(text, i)
	} else {
		return frame, false
	}
	frame.Name = Span{i, trimBlanks(text, i, end)}
	_, below := lineAt(text, end)
	stop, _ := lineAt(text, below)
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, symbol(frame.Name.Of(text)) && strings.HasPrefix(text[skipBlanks(text, below, stop):stop], "at ")
}

// espflashContinues reads the line of a name below its address, and the location below the name.
func espflashContinues(text string, frame *Frame, at, end int) bool {
	if at == frame.Name.Start {
		return true
	}
	i := skipBlanks(text, at, end)
	rest, ok := strings.CutPrefix(text[i:end], "at ")
	if !ok || i == at || !frame.File.Empty() {
		return false
	}
	if rest != "??:??" {
		frame.File, frame.Line, frame.Column = location(text, end-len(rest), end)
	}
	return true
}
