package rustname

// What tools print before and after a name, which is no part of it and stays where it is.
//
//	printed = [ module ( "!" | "`" ) ] name [ suffix ] .
//	module  = word | "<unknown>" .                       app.wasm!, app`

import "strings"

// suffixes are what linkers, debuggers, miri and wasm-bindgen add after a name.
var suffixes = [...]string{
	" [",               // " [inlined]", " [clone .cold]": lldb, gdb
	" (.",              // " (.cold)": gdb, of a part that the compiler split off
	" - shim",          // " - shim(fn())": rustc's debug output of an instance, which miri prints
	" externref shim",  // wasm-bindgen/crates/externref-xform
	" multivalue shim", // wasm-bindgen/crates/multi-value-xform
}

// atSuffix reports whether what is left of the name is a suffix.
func (p *Parser) atSuffix() bool {
	if p.peek() != ' ' {
		return false
	}
	for _, suffix := range suffixes {
		if p.has(suffix) {
			return true
		}
	}
	return false
}

// moduleEnd returns the length of the module before a name, which wasmtime, WinDbg and DTrace print, or 0. In a Rust name there
// is no ! after a word, and no ` at all.
func moduleEnd(printed string) int {
	i := strings.IndexByte(printed, '!')
	if i < 0 {
		if i = strings.IndexByte(printed, '`'); i < 0 {
			return 0 // nearly every name
		}
	}
	if i == 0 || i+1 == len(printed) {
		return 0
	}
	module := strings.TrimPrefix(printed[:i], "<unknown>")
	for j := range len(module) {
		if c := module[j]; c != '.' && c != '-' && c != '+' && (c == '#' || !identifier[c]) {
			return 0
		}
	}
	return i + 1
}
