package stacktext

import "strings"

// The layout of SpiderMonkey (Firefox), for wasm modules compiled from Rust, as in layout_v8.go.
//
//	frame    = [ name [ shim ] ] "@" location .
//	location = url ":" line ":" column | url ":wasm-function[" index "]:0x" offset .
//
// Names come from the module's name section.

var firefox = lineLayout{layout: layoutFirefox, frame: firefoxFrame, names: true}

func firefoxFrame(text string, at, end int) (frame Frame, ok bool) {
	n := strings.IndexByte(text[at:end], '@')
	if n < 0 || !isHexDigit(text[end-1]) {
		return frame, false
	}
	i := skipBlanks(text, at, end)
	frame.Name = beforeShim(text, skipModule(text, i, at+n), at+n)
	frame.Resolved = resolved(frame.Name.Of(text))
	frame.File, frame.Line, frame.Column = location(text, at+n+1, end)
	inModule := strings.Contains(frame.File.Of(text), ":wasm-function[")
	return frame, inModule || frame.Column > 0 && strings.Contains(frame.File.Of(text), "://")
}
