package debuginfo

// Which of the names in debug information are the program's own, its dependencies' included, and which are those that
// the standard library came with: a program that was built without debug information still has std's.

import (
	"debug/dwarf"
	"errors"
	"fmt"
	"path"
	"strings"
)

// Advice says how to build a program so that its debug information says enough.
const Advice = `put debug = 1 below [profile.release] in Cargo.toml ("line-tables-only" is not enough) and read the program ` +
	`before it is stripped, which Cargo itself does where debug is 0`

// ErrNoOwnNames is the error of debug information that says nothing of the closures of the program itself.
var ErrNoOwnNames = errors.New("nothing is known of the program's own closures")

// standardCrates are the crates of the standard library (library/ in github.com/rust-lang/rust). Nobody else can have
// one of that name in the same program but by building it.
var standardCrates = map[string]bool{
	"core": true, "alloc": true, "std": true, "test": true, "proc_macro": true, "panic_unwind": true,
	"panic_abort": true, "unwind": true, "std_detect": true, "compiler_builtins": true,
}

// standardDependencies are the crates that std itself takes from elsewhere (library/std/Cargo.toml). A program can have
// one of its own as well.
var standardDependencies = map[string]bool{
	"addr2line": true, "adler": true, "adler2": true, "cfg_if": true, "gimli": true, "hashbrown": true, "libc": true,
	"memchr": true, "miniz_oxide": true, "object": true, "rustc_demangle": true,
}

// standardSources is how the sources of std begin, as those who build it print them.
var standardSources = []string{
	"/rustc/",              // rust-lang.org's builds
	"/rust/deps/",          // std's dependencies there, since 1.82
	"/cargo/registry/src/", // and before
	"/usr/src/rustc-",      // Debian's
	"/usr/src/debug/rust-", // Fedora's
}

// sourcesOfStandard reports whether a crate's source is that of std, or of what std takes from elsewhere.
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

// crateOf returns the crate of a unit and the path of its source:
//
//	name            src/main.rs/@/shop.5b29e7ac8e31c039-cgu.0
//	compiled in     /build/shop
func crateOf(unit *dwarf.Entry) (crate, source string) {
	name, _ := unit.Val(dwarf.AttrName).(string)
	folder, _ := unit.Val(dwarf.AttrCompDir).(string)
	source, of, _ := strings.Cut(name, "/@/")
	crate, _, _ = strings.Cut(of, ".")
	if !strings.HasPrefix(source, "/") {
		source = path.Join(folder, source)
	}
	return crate, source
}

// origins says of the crates of a program whether they are std's.
type origins struct {
	units         map[*Unit]bool // those that are the program's own
	own, standard map[string]bool
}

func (f *File) origins() *origins {
	o := &origins{units: map[*Unit]bool{}, own: map[string]bool{}, standard: map[string]bool{}}
	for _, unit := range f.Units {
		if !unit.Rust {
			continue
		}
		crate, source := crateOf(unit.Entry)
		if sourcesOfStandard(crate, source) {
			o.standard[crate] = true
			continue
		}
		o.own[crate] = true
		o.units[unit] = true
	}
	return o
}

// isOwn reports whether a crate is the program's own. One of which there is no unit was compiled into those that use it.
func (o *origins) isOwn(crate string) bool {
	return !standardCrates[crate] && (o.own[crate] || !o.standard[crate] && !standardDependencies[crate])
}

// whyNothing says why there are no names of the program's own, as an ErrNoOwnNames; named are the units with the names of
// modules.
func (f *File) whyNothing(o *origins, named map[*Unit]bool) error {
	switch {
	case len(f.Missing) > 0:
		return f.Incomplete()
	case !f.Rust():
		return noOwnNames("no Rust is in its debug information; if it is a program in Rust, " + Advice)
	case len(o.units) == 0:
		return noOwnNames("its debug information is the standard library's alone, so it was built with debug = 0, or all " +
			"of it is generic and compiled into the programs that use it; " + Advice)
	}
	names := false
	for unit := range o.units {
		if named[unit] {
			names = true
		} else if code, err := unit.Code(); err != nil || len(code) > 0 {
			return noOwnNames("its debug information has lines, but no names; " + Advice)
		}
	}
	if names {
		return noOwnNames("it has names, and no closures and no async code of its own among them; it needs no index")
	}
	return noOwnNames("it has no code of its own: what is generic is compiled into the programs that use it; index these")
}

func noOwnNames(why string) error { return fmt.Errorf("%w: %s", ErrNoOwnNames, why) }
