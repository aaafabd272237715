package debuginfo

// Which of the names in debug information belong to the program and its dependencies, and which came with the standard
// library: a program that was built without debug information still has std's.

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
)

// ErrNoOwnNames is the error of debug information that says nothing of the closures of the program itself.
var ErrNoOwnNames = errors.New("nothing is known of the program's own closures")

// standardCrates are the crates of the standard library (library/ in github.com/rust-lang/rust). A program can only have
// another crate of such a name by building it.
var standardCrates = map[string]bool{
	"core": true, "alloc": true, "std": true, "test": true, "proc_macro": true, "panic_unwind": true,
	"panic_abort": true, "unwind": true, "std_detect": true, "compiler_builtins": true,
}

// standardDependencies are the crates that std itself depends on (library/std/Cargo.toml). A program can have its own
// copy of one as well.
var standardDependencies = map[string]bool{
	"addr2line": true, "adler": true, "adler2": true, "cfg_if": true, "gimli": true, "hashbrown": true, "libc": true,
	"memchr": true, "miniz_oxide": true, "object": true, "rustc_demangle": true,
}

// standardSources are how the paths of std's sources begin, depending on who built it.
var standardSources = []string{
	"/rustc/",              // rust-lang.org's builds
	"/rust/deps/",          // std's dependencies there, since 1.82
	"/cargo/registry/src/", // and before
	"/usr/src/rustc-",      // Debian's
	"/usr/src/debug/rust-", // Fedora's
}

// sourcesOfStandard reports whether a crate's source belongs to std, or to what std depends on.
func sourcesOfStandard(crate, source string) bool {
	source = strings.ReplaceAll(source, `\`, "/")
	if standardCrates[crate] || strings.Contains(source, "/rustlib/src/rust/library/") { // as -Zbuild-std has it
		return true
	}
	for _, start := range standardSources {
		if strings.HasPrefix(source, start) {
			return start != "/cargo/registry/src/" || standardDependencies[crate] // else it is somebody's CARGO_HOME
		}
	}
	return false
}

// packageSources are parts of the paths of sources that are a package's.
var packageSources = []string{
	"/registry/src/",   // cargo's cache of a registry
	"/cargo/registry/", // Debian's crates
	"/git/checkouts/",  // cargo's cache of git repositories
	"/vendor/",         // cargo vendor
	"/rust/deps/",      // what std is built with, of which a program can have a copy
}

// originOf says whose a crate is, by the path of one of its sources.
func originOf(crate, source string) origin.Origin {
	if sourcesOfStandard(crate, source) {
		return origin.Std
	}
	source = "/" + strings.ReplaceAll(source, `\`, "/")
	if slices.ContainsFunc(packageSources, func(part string) bool { return strings.Contains(source, part) }) {
		return origin.Package
	}
	return origin.Own
}

// crateOf returns the crate of a unit and the path of its source:
//
//	name            src/main.rs/@/shop.5b29e7ac8e31c039-cgu.0
//	compiled in     /build/shop
func crateOf(unit *dwarf.Entry) (crate, source string) {
	name, folder := dwarf.Text(unit, dwarf.AttrName), dwarf.Text(unit, dwarf.AttrCompDir)
	source, of, _ := strings.Cut(name, "/@/")
	crate, _, _ = strings.Cut(of, ".")
	if !strings.HasPrefix(source, "/") {
		source = path.Join(folder, source)
	}
	return crate, source
}

// origins says which crates of a program belong to std.
type origins struct {
	units         map[*dwarf.Unit]bool // the program's own
	own, standard map[string]bool
	crates        map[string]origin.Origin // Unknown if two crates have one name
}

func newOrigins(file *symbols.File) *origins {
	o := &origins{units: map[*dwarf.Unit]bool{}, own: map[string]bool{}, standard: map[string]bool{}, crates: map[string]origin.Origin{}}
	for _, unit := range file.Units {
		if !unit.Rust {
			continue
		}
		crate, source := crateOf(unit.Entry)
		o.noteCrate(crate, originOf(crate, source))
		if sourcesOfStandard(crate, source) {
			o.standard[crate] = true
			continue
		}
		o.own[crate] = true
		o.units[unit] = true
	}
	return o
}

// noteCrate notes whose a crate is. Of two crates of one name that are not the same one's, it stays Unknown.
func (o *origins) noteCrate(crate string, of origin.Origin) {
	if before, known := o.crates[crate]; known && before != of {
		of = origin.Unknown
	}
	o.crates[crate] = of
}

// isOwn reports whether a crate is the program's own. A crate without a unit was compiled into those that use it.
func (o *origins) isOwn(crate string) bool {
	return !standardCrates[crate] && (o.own[crate] || !o.standard[crate] && !standardDependencies[crate])
}

// whyNothing says why there are no names of the program's own, as an ErrNoOwnNames. The units in named have names of
// modules.
func whyNothing(file *symbols.File, o *origins, named map[*dwarf.Unit]bool) error {
	switch {
	case len(file.Missing) > 0:
		return file.Incomplete()
	case !file.Rust():
		return noOwnNames("no Rust is in its debug information; if it is a program in Rust, " + symbols.Advice)
	case len(o.units) == 0:
		return noOwnNames("its debug information is the standard library's alone, so it was built with debug = 0, or all " +
			"of it is generic and compiled into the programs that use it; " + symbols.Advice)
	}
	names := false
	for unit := range o.units {
		if named[unit] {
			names = true
		} else if code, err := unit.Code(); err != nil || len(code) > 0 {
			return noOwnNames("its debug information has lines, but no names; " + symbols.Advice)
		}
	}
	if names {
		return noOwnNames("it has names, and no closures and no async code of its own among them; it needs no index")
	}
	return noOwnNames("it has no code of its own: what is generic is compiled into the programs that use it; index these")
}

func noOwnNames(why string) error { return fmt.Errorf("%w: %s", ErrNoOwnNames, why) }
