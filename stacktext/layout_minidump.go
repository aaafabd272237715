package stacktext

import "strings"

// The layout of minidump-stackwalk, Breakpad's and the one of rust-minidump (minidump-processor/src/process_state.rs, print_human).
//
//	frame = number "  " site EOL { register EOL } [ found EOL ] .
//	site  = [ module "!" ] name [ " [" path " : " line [ " + 0x" offset ] "]" ] | module " + 0x" offset | "0x" address .
//	register = blanks register " = 0x" value { blanks register " = 0x" value } .
//	found = blanks "Found by: " text .
//	number = digits, right-aligned in 2 columns .
//
// What Found by says belongs to the frame. A function that was inlined has a number of its own and no registers.

var minidump = lineLayout{
	layout: layoutMinidump, frame: minidumpFrame, continues: minidumpContinues, width: 2,
}

func minidumpFrame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	_, next, ok := number(text, i, end)
	if !ok || !strings.HasPrefix(text[next:end], "  ") || next+2 == end || isBlank(text[next+2]) {
		return frame, false
	}
	frame.Number = Span{max(at, next-2), next}
	i, end = next+2, trimBlanks(text, next, end)
	site := afterModule(text, i, end)
	if place := strings.LastIndex(text[site:end], " ["); place > 0 && text[end-1] == ']' {
		readMinidumpPlace(text, &frame, site+place+len(" ["), end-1)
		end = site + place
	} else if offset := strings.LastIndex(text[site:end], " + 0x"); offset > 0 && isHex(text[site+offset+len(" + 0x"):end]) {
		end = site + offset
	} else if site == i && !strings.HasPrefix(text[i:end], "0x") {
		return frame, false
	}
	frame.Name = Span{site, nameEnd(text, site, end)}
	frame.Resolved = site > i && resolved(frame.Name.Of(text))
	return frame, !frame.Name.Empty()
}

// readMinidumpPlace reads "path : line + 0x1a".
func readMinidumpPlace(text string, frame *Frame, at, end int) {
	n := strings.LastIndex(text[at:end], " : ")
	if n > 0 {
		frame.File = Span{at, at + n}
		frame.Line, _, _ = number(text, at+n+len(" : "), end)
	}
}

func minidumpContinues(text string, _ *Frame, at, end int) bool {
	i := skipBlanks(text, at, end)
	if i-at < 4 {
		return false
	}
	if strings.HasPrefix(text[i:end], "Found by: ") {
		return true
	}
	register, value, ok := strings.Cut(text[i:end], "= 0x")
	return ok && len(register) <= len("eflags ") && value != "" && isHexDigit(value[0])
}
