package stacktext

import "strings"

// The layout of WinDbg's k, kn, kb, kv and kp, and of the STACK_TEXT of !analyze.
//
//	frame   = [ number " " ] ( word word { word } | "(Inline Function)" words ) site .
//	word    = 8 hexadecimal digits [ "`" 8 hexadecimal digits ] | "--------`--------" | ":" .
//	site    = [ module "!" ] name [ "(" arguments ")" ] [ "+0x" offset ] [ " (Inline Function @ " address ")" ]
//	          [ " [" path " @ " line "]" ] blanks .
//	number  = 2 hexadecimal digits .
//	warning = "WARNING: " text EOL .                                below a frame
//
// Names come from the PDB: async_fn$0, impl$7, enum2$<…>.

var windbg = lineLayout{layout: layoutWindbg, frame: windbgFrame, continues: windbgContinues, numbers: twoHexDigits}

func windbgFrame(text string, at, end int) (frame Frame, ok bool) {
	end = trimBlanks(text, at, end)
	i := skipBlanks(text, at, end)
	if n := skipHex(text, i, end); n-i >= 2 && n-i <= 4 && n < end && text[n] == ' ' {
		frame.Number = Span{i, n}
		i = skipBlanks(text, n, end)
	}
	site, ok := windbgSite(text, i, end)
	if !ok || site == end {
		return frame, false
	}
	if n := strings.LastIndex(text[site:end], " ["); n > 0 && text[end-1] == ']' {
		readWindbgPlace(text, &frame, site+n+len(" ["), end-1)
		end = site + n
	}
	if n := strings.LastIndex(text[site:end], " (Inline Function @ "); n > 0 {
		end = site + n
	}
	if n := strings.LastIndex(text[site:end], "+0x"); n > 0 && isHex(text[site+n+len("+0x"):end]) {
		end = site + n
	}
	name := afterModule(text, site, end)
	frame.Name = Span{name, min(end, nameEnd(text, name, end))}
	frame.Resolved = name > site && resolved(frame.Name.Of(text))
	return frame, !frame.Name.Empty()
}

// windbgSite returns the offset of the call site, after the addresses.
func windbgSite(text string, at, end int) (int, bool) {
	const inline = "(Inline Function)"
	words := 0
	if strings.HasPrefix(text[at:end], inline) {
		at, words = skipBlanks(text, at+len(inline), end), 2
	}
	for at < end {
		next := at
		for next < end && (isHexDigit(text[next]) || text[next] == '`' || text[next] == '-') {
			next++
		}
		if next == at && text[at] == ':' {
			next++
		} else if n := next - at; n != len("0123abcd") && n != len("01234567`89abcdef") {
			break
		}
		if next == end || text[next] != ' ' {
			return at, false
		}
		words++
		at = skipBlanks(text, next, end)
	}
	return at, words >= 2
}

// readWindbgPlace reads "path @ line".
func readWindbgPlace(text string, frame *Frame, at, end int) {
	n := strings.LastIndex(text[at:end], " @ ")
	if n <= 0 {
		return
	}
	frame.File = Span{at, at + n}
	frame.Line, _, _ = number(text, at+n+len(" @ "), end)
}

func windbgContinues(text string, _ *Frame, at, end int) bool {
	return strings.HasPrefix(text[at:end], "WARNING: ")
}
