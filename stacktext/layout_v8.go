package stacktext

import "strings"

// The layout of V8 (node, Chrome), which mixes the frames of wasm modules compiled from Rust with JavaScript frames.
//
//	frame    = "    at " [ module ".wasm." ] name [ shim ] " (" location ")" | "    at " location .
//	location = path ":" line ":" column | "wasm://wasm/" hash ":wasm-function[" index "]:0x" offset .
//
// Names are mangled, unless the tools that built the module demangled its name section. If that section has a name of the
// module, V8 prints it before each name. Java prints "at" lines too, so only names show that there is Rust in a stack.

var v8 = lineLayout{layout: layoutV8, frame: v8Frame, names: true}

func v8Frame(text string, at, end int) (frame Frame, ok bool) {
	i := skipBlanks(text, at, end)
	rest, ok := strings.CutPrefix(text[i:end], "at ")
	if !ok || i == at {
		return frame, false
	}
	i = end - len(rest)
	if n := strings.LastIndex(rest, " ("); n >= 0 && rest[len(rest)-1] == ')' {
		frame.Name = beforeShim(text, skipModule(text, i, i+n), i+n)
		frame.File, frame.Line, frame.Column = location(text, i+n+len(" ("), end-1)
	} else {
		frame.File, frame.Line, frame.Column = location(text, i, end)
	}
	frame.Resolved = resolved(frame.Name.Of(text))
	return frame, true
}

// shims are what wasm-bindgen puts after the name of a function whose types it converts
// (wasm-bindgen/crates/externref-xform, crates/multi-value-xform).
var shims = [...]string{" externref shim", " multivalue shim"}

// beforeShim returns the name between the offsets without what says that it is a shim.
func beforeShim(text string, at, end int) Span {
	for _, shim := range shims {
		if len(text[at:end]) > len(shim) {
			end -= len(text[at:end]) - len(strings.TrimSuffix(text[at:end], shim))
		}
	}
	return Span{at, end}
}

// skipModule returns the offset after "module.wasm." before a name.
func skipModule(text string, at, end int) int {
	const after = ".wasm."
	n := strings.Index(text[at:end], after)
	if n <= 0 || strings.ContainsAny(text[at:at+n], " :<({") || at+n+len(after) == end {
		return at
	}
	return at + n + len(after)
}
