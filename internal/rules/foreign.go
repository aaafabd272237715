package rules

// Names of C++ functions, which stand in Rust's stacks where a library such as RocksDB calls back. std prints them mangled.

import (
	"strings"

	"github.com/ianlancetaylor/demangle"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// isForeignSymbol reports whether a name is mangled as C++ compilers do it (the Itanium ABI), perhaps with macOS's underscore.
// rustc's legacy mangling looks the same, so names that are Rust's come first.
func isForeignSymbol(name string) bool {
	return strings.HasPrefix(name, "_Z") || strings.HasPrefix(name, "__Z")
}

// maxForeignName is the power of two that limits a demangled name: as rustname.MaxLength does for Rust's.
const maxForeignName = 16

// demangled returns the name of a C++ function as its programmer knows it, and what is no such name as it is. A name that would
// then read as a Rust path stays, too: the next Collector would take it for Rust's.
func demangled(name string) string {
	if !isForeignSymbol(name) {
		return name
	}
	symbol := name
	if strings.HasPrefix(name, "__") {
		symbol = name[1:]
	}
	text, err := demangle.ToString(symbol, demangle.NoRust, demangle.MaxLength(maxForeignName))
	if err != nil || len(text) > rustname.MaxLength || strings.ContainsAny(text, "\r\n") {
		return name
	}
	if read, err := rustname.Read(text); err != nil || read.Path != nil || read.Text != text {
		return name
	}
	return text
}
