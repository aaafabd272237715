package stacktext

import "strings"

// What tells a Rust stack from one of another language: a frame whose name has a form that no other language prints, or
// whose source file is Rust.

// rustFile reports whether the path of a source file shows that Rust compiled it.
func rustFile(path string) bool {
	return strings.HasSuffix(path, ".rs") || strings.HasPrefix(path, "/rustc/")
}

// cppFile reports whether the path of a source file shows that it is C++, which has names like Rust's. C files say nothing:
// Rust stacks end in the C library.
func cppFile(path string) bool {
	switch path[strings.LastIndexByte(path, '.')+1:] {
	case "cc", "cpp", "cxx", "hh", "hpp", "hxx", "mm":
		return true
	}
	return false
}

// showsRust reports whether a frame shows that Rust printed it. C++ has namespaces core and alloc too.
func showsRust(name, file string) bool { return rustFile(file) || rustNameAt(name, file) }

// rustNameAt is rustName for a frame with a source file; "" if it has none.
func rustNameAt(name, file string) bool {
	return strongName(name) || ownCrate(name) && !cppFile(file)
}

// rustName reports whether a symbol has a form that only Rust prints.
func rustName(name string) bool {
	return ownCrate(name) || strongName(name)
}

// strongName is rustName without the paths of the standard library, which also occur in lists and prose.
func strongName(name string) bool {
	return braced(name) || qualified(name) || hashed(name) || mangled(name) || disambiguated(name) ||
		strings.Contains(name, "$u7b$") || strings.Contains(name, "$LT$") ||
		strings.Contains(name, "__rust_") || name == "rust_begin_unwind"
}

// braced reports whether the name has a segment like {{closure}}, {closure#0}, {async-fn#0}, {impl#1}, {K#0} or,
// from a PDB, closure$0. C++ has {lambda(int)#1}, PHP {closure}.
func braced(name string) bool {
	for i := 0; ; {
		n := strings.IndexAny(name[i:], "{$")
		if n < 0 {
			return false
		}
		i += n + 1
		if name[i-1] == '$' {
			if pdbSegment(name[:i-1], name[i:]) {
				return true
			}
			continue
		}
		double := i < len(name) && name[i] == '{'
		if double {
			i++
		}
		word := i
		for i < len(name) && (isLetter(name[i]) || name[i] == '-' || name[i] == '.' || name[i] == ':') {
			i++
		}
		rest := name[i:]
		if i > word && (double && strings.HasPrefix(rest, "}}") ||
			!double && len(rest) > 1 && rest[0] == '#' && isDigit(rest[1])) {
			return true
		}
	}
}

// pdbSegments are the words before the $ in names that rustc writes into a PDB
// (compiler/rustc_codegen_ssa/src/debuginfo/type_names.rs), and the labels that rewrite puts there.
const pdbSegments = " closure closure_env async_fn async_fn_env async_block async_block_env async_closure " +
	"async_closure_env async-fn async-block async-closure async impl enum2 tuple dyn ref ref_mut slice2 array "

// pdbSegment reports whether a segment of a PDB name ends before the $. Kotlin and Scala have $ in their names
// too, but no :: before.
func pdbSegment(before, after string) bool {
	if after == "" || !isDigit(after[0]) && after[0] != '<' {
		return false
	}
	i := len(before)
	for i > 0 && (isLetter(before[i-1]) || isDigit(before[i-1]) || before[i-1] == '-') {
		i--
	}
	if i > 0 && strings.IndexByte(":<, ", before[i-1]) < 0 {
		return false
	}
	return i < len(before) && knownWord(pdbSegments, before[i:])
}

// qualified reports whether the name has the form <Type as Trait>::method.
func qualified(name string) bool {
	i := strings.IndexByte(name, '<')
	if i < 0 {
		return false
	}
	j := strings.Index(name[i:], " as ")
	return j >= 0 && strings.Contains(name[i+j:], ">::")
}

// hashed reports whether the name ends in the ::h and 16 hex digits of the legacy mangling.
func hashed(name string) bool {
	const length = len("::h0123456789abcdef")
	if len(name) <= length {
		return false
	}
	tail := name[len(name)-length:]
	return strings.HasPrefix(tail, "::h") && isHex(tail[3:])
}

// mangled reports whether the name is a mangled symbol. macOS puts another underscore before it, some tools for
// Windows and wasm leave it out. The legacy mangling is the Itanium one of C++ with a hash as its last segment;
// v0 starts with the tag of a path and names a crate.
func mangled(name string) bool {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "_"), "_")
	if strings.HasPrefix(name, "ZN") {
		i := strings.LastIndex(name, "17h")
		return i > 0 && len(name) > i+19 && isHex(name[i+3:i+19]) && name[i+19] == 'E'
	}
	if len(name) < 5 || name[0] != 'R' || strings.IndexByte("CMXYNI", name[1]) < 0 {
		return false
	}
	for i := range len(name) {
		if c := name[i]; !isDigit(c) && !isLetter(c) && c != '.' && c != '$' {
			return false
		}
	}
	i := strings.Index(name, "Cs")
	return i > 0 && strings.IndexByte(name[i:], '_') > 0
}

// disambiguated reports whether a segment carries a v0 crate disambiguator, as in core[c1f1a4ba060b9bfa]::ops.
func disambiguated(name string) bool {
	i := strings.Index(name, "]::")
	if i < 0 {
		return false
	}
	j := strings.LastIndexByte(name[:i], '[')
	return j > 0 && (isLetter(name[j-1]) || isDigit(name[j-1])) && isHex(name[j+1:i])
}

// ownCrates are the crates that every Rust program has, with those of their modules that no C++ library has: C++ has its own
// std, and core and alloc are common namespaces. A module must have a :: after it, an item need not.
var ownCrates = [...]struct {
	crate, words string
	items        bool
}{
	{crate: "std::", words: " alloc ascii backtrace backtrace_rs env ffi fs io net os panic panicking path process rt " +
		"sync sys sys_common time "},
	{crate: "std::thread::", items: true, words: " local Builder lifecycle current spawn scoped spawnhook Thread " +
		"JoinHandle sleep park "},
	{crate: "std::future::", items: true, words: " GenFuture from_generator get_context set_task_context " +
		"poll_with_tls_context poll_with_context "},
	{crate: "core::", words: " any array ascii async_iter cell char cmp convert fmt future hash intrinsics iter mem num " +
		"ops option panic panicking pin ptr result slice str sync task time "},
	{crate: "alloc::", words: " alloc borrow boxed collections fmt raw_vec rc slice str string sync task vec "},
	{crate: "test::", items: true, words: " run_test run_test_in_process run_test_inner assert_test_result " +
		"__rust_begin_short_backtrace "},
}

// ownCrate reports whether the path of the name, perhaps in <>, starts in the standard library.
func ownCrate(name string) bool {
	name = strings.TrimLeft(name, "<&*([")
	for _, row := range ownCrates {
		rest, ok := strings.CutPrefix(name, row.crate)
		if !ok {
			continue
		}
		end := 0
		for end < len(rest) && (isLetter(rest[end]) || isDigit(rest[end])) {
			end++
		}
		if end > 0 && knownWord(row.words, rest[:end]) && (row.items || strings.HasPrefix(rest[end:], "::")) {
			return true
		}
	}
	return false
}
