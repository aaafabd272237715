package rules

// Which class a frame has by itself: from its name and, where there is one, its source file. What the frames
// around it add is in rules.go.

import (
	"strings"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// nameClass is what a name says about its class without its source file.
type nameClass struct {
	row   *frameRow // nil when only the source file can tell
	crate string    // the crate whose class was not known, for crateOrigins; "" else
	// anyOwner says that the name does not show which crate the code is from: <Self as Trait>::method, where the
	// method may be one that the trait provides.
	anyOwner bool
	noCrate  string // the name, where it has no crate: "main", "start_thread", "poll"
	// blanket is the row that holds if the source file shows that it is the trait's blanket impl.
	blanket *frameRow
	// self is the row of the self type, which holds if the source file shows that its crate wrote the impl.
	self      *frameRow
	selfCrate string
	// trait is the row of the trait, beside that of a self type in row; the impl is of the trait's crate if that is the
	// program's.
	trait *frameRow
	// program is the crate of which the name is main, or a closure in it: the program's.
	program string
	// stdCrate is the crate that a path of the standard library starts with, where the row is rowStd. Programs may have
	// crates of those names too, which cargo only warns of.
	stdCrate string
}

// stdCrates are the crates that come with the compiler. "test", which comes with it too, has rows of its own.
var stdCrates = map[string]bool{
	"core": true, "alloc": true, "std": true, "proc_macro": true, "__rustc": true, "std_detect": true,
	"compiler_builtins": true, "unwind": true, "panic_unwind": true, "panic_abort": true,
}

// nameClassOf says what a name tells about its class.
func nameClassOf(f *evidence.Facts, name *rustname.Name) nameClass {
	if name.Path == nil {
		return nameClass{row: rowOfForeign(name.Text)}
	}
	s := classOfShape(f, name)
	s.program = programOf(f.Shape)
	return s
}

// rowOfForeign returns the row of a function that is named as C++ is, with its arguments. A pattern for one ends in "()" and
// stands for any: "fuzzer::RunOneTest(fuzzer::Fuzzer*, char const*, unsigned long)" is in the row "fuzzer::RunOneTest()".
func rowOfForeign(text string) *frameRow {
	function, _, ok := strings.Cut(text, "(")
	if !ok {
		return rowForeign
	}
	if row, ok := frameTable.Path(function + "()"); ok && row.pattern == function+"()" {
		return row
	}
	return rowForeign
}

// programOf returns the crate of a name that is main, or a closure in main: "shop" for shop::main::{closure#0}.
func programOf(shape rustname.Shape) string {
	crate, inside, _ := strings.Cut(shape.Path, "::")
	if shape.Trait != "" || strings.ReplaceAll(inside, "::{closure}", "") != "main" {
		return ""
	}
	return crate
}

func classOfShape(f *evidence.Facts, name *rustname.Name) nameClass {
	row, ok := frameTable.Lookup(f.Shape)
	if ok && row.pattern == intoFuture && ownsImpls(name) {
		s := classOfImpl(f, name)
		s.blanket = row
		return s
	}
	if ok {
		return nameClass{row: row, noCrate: nameWithoutCrate(f.Shape)}
	}
	if f.Shape.Trait == "" {
		return classOfCrate(f.Shape.Path)
	}
	if crate := name.DefinedIn(); crate != "" {
		return classOfPath(name.Text)
	}
	return classOfImpl(f, name)
}

// bareName returns a name that is no path, "" for one that is.
func nameWithoutCrate(s rustname.Shape) string {
	if s.Trait != "" || strings.Contains(s.Path, "::") {
		return ""
	}
	return s.Path
}

// intoFuture is the row of a trait that users implement for their own types, and std for every Future.
const intoFuture = "<_ as core::future::into_future::IntoFuture>::into_future"

// classOfPath judges by the row that a path is in, or by the crate that it starts with.
func classOfPath(path string) nameClass {
	if row, ok := frameTable.Path(path); ok {
		return nameClass{row: row}
	}
	return classOfCrate(path)
}

// classOfCrate judges a path that is in no row by the crate that it starts with.
func classOfCrate(path string) nameClass {
	crate := nametable.Crate(path)
	switch {
	case stdCrates[crate] && !isShim(path):
		return nameClass{row: rowStd, stdCrate: crate}
	case stdCrates[crate]:
		return nameClass{row: rowStd}
	case strings.HasPrefix(path, "<") || primitives[crate]:
		return nameClass{row: rowStd}
	case crate == "":
		return nameClass{noCrate: path} // a C function, #[no_mangle], or debug information without namespaces
	}
	return nameClass{crate: crate}
}

// isShim reports whether the compiler makes the function, with the source file of what it is made for.
func isShim(path string) bool {
	return strings.HasPrefix(path, "core::ptr::") || strings.HasPrefix(path, "core::future::async_drop::")
}

// primitives are the types that have methods and no path. Only core and alloc can give them inherent methods.
var primitives = map[string]bool{
	"str": true, "bool": true, "char": true, "f32": true, "f64": true,
	"i8": true, "i16": true, "i32": true, "i64": true, "i128": true, "isize": true,
	"u8": true, "u16": true, "u32": true, "u64": true, "u128": true, "usize": true,
}

// classOfImpl judges <Self as Trait>::method. The impl is in the crate of the trait or in that of the self
// type (the orphan rule, RFC 1023 and 2451). A crate that depends on the other must be the one, and of std,
// listed crates and crates not listed, each can only depend on those before it.
func classOfImpl(f *evidence.Facts, name *rustname.Name) nameClass {
	trait := classOfPath(f.Shape.Trait)
	trait.anyOwner = true
	if !ownsImpls(name) {
		return trait
	}
	self := classOfPath(f.Shape.Self)
	self.anyOwner = true
	switch {
	case self.row == nil:
		return self
	case trait.row == nil:
		trait.self, trait.selfCrate = self.row, nametable.Crate(f.Shape.Self)
		return trait
	case self.row.basis == byStd:
		return trait
	}
	self.trait = trait.row
	return self
}

// ownsImpls reports whether the self type has a crate that may have written the impl. Closures and references to
// generic parameters have none; nor has a fn item, for which only blanket impls exist. Types are written in camel
// case (rustc's lint non_camel_case_types), fns are not.
func ownsImpls(n *rustname.Name) bool {
	self := n.Path.Self
	if self == nil {
		if self = implSelf(n.Path); self == nil {
			return false
		}
	}
	if self.Kind != rustname.PathType {
		return false
	}
	segments := self.Path.Segments
	if len(segments) == 0 || len(segments) == 1 && self.Path.Self == nil { // a text that was cut may end in a self type
		return false
	}
	last := segments[len(segments)-1]
	first := last.Of(n.Text)[0]
	return !last.IsClosure && !(first >= 'a' && first <= 'z')
}

func implSelf(p *rustname.Path) *rustname.Type {
	for i := range p.Segments {
		if p.Segments[i].ImplSelf != nil {
			return p.Segments[i].ImplSelf
		}
	}
	return nil
}

// crateOrigins is what the source files of one stack tell about the crates in it: a frame without a file is judged by
// others of its crate.
type crateOrigins struct {
	own, packaged map[string]bool
}

func (c *crateOrigins) add(s *nameClass, file string, origin origin) {
	if s.program != "" && origin != packageSource && origin != stdSource {
		c.own = put(c.own, s.program)
	}
	if s.crate == "" || file == "" {
		return
	}
	switch {
	case origin == packageSource && mentionsCrate(file, s.crate):
		c.packaged = put(c.packaged, s.crate)
	case origin == ownSource || origin == unknownOrigin && isRust(file):
		c.own = put(c.own, s.crate)
	}
}

var origins = sync.Pool{New: func() any { return new(crateOrigins) }}

// release forgets the stack and gives the memory back. A map never shrinks, so that of a stack with many crates is let go.
func (c *crateOrigins) release() {
	const most = 256
	if len(c.own)+len(c.packaged) > most {
		return
	}
	clear(c.own)
	clear(c.packaged)
	origins.Put(c)
}

func put(set map[string]bool, crate string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	set[crate] = true
	return set
}

// rowFor gives the frame its row from what its name says, its file, and what is known of the crates of its stack.
func rowFor(s *nameClass, file string, origin origin, c *crateOrigins) *frameRow {
	switch {
	case s.row != nil && s.row.basis == notRust:
		return rowForeign
	case s.blanket != nil && origin == stdSource:
		return s.blanket
	case s.row != nil && s.noCrate != "" && isRust(file) && origin != stdSource:
		return rowWithoutCrate(s.noCrate, origin, file) // #[no_mangle] extern "C" fn start()
	case isMain(s.noCrate) && isForeign(file):
		return rowForeign // the main of a program in C, which rustc's has no source file for
	case s.row != nil && s.row.class == Std && s.anyOwner && origin != stdSource && isRust(file):
		return fileRow(origin, file) // impl From<app::Order> for Vec<u8>: no crate in the name is the user's
	case s.row != nil && s.isNamesake(file, origin):
		return rowOwnSource
	case s.row != nil && origin != stdSource && origin != packageSource && s.isOfProgram(file, c) && !inRelease(file):
		return rowProgram
	case s.row != nil:
		return s.row
	case s.crate == "":
		return rowWithoutCrate(s.noCrate, origin, file)
	case s.self != nil && origin == packageSource && mentionsCrate(file, s.selfCrate):
		return s.self
	case s.anyOwner && origin == stdSource:
		return rowStd // a method that a trait of std provides
	case s.crate == "test" && origin == stdSource:
		return rowHarness
	case s.anyOwner && origin == packageSource && !mentionsCrate(file, s.crate):
		return rowDependency // a method that a package's trait provides
	case c.packaged[s.crate] && !c.own[s.crate]:
		return rowDependency
	}
	return rowApplication
}

// isMain reports whether a name without a crate is that of the C main, or macOS's.
func isMain(name string) bool { return name == "main" || name == "_main" }

// plainWords are the names of listed crates that a workspace of somebody else's may well have for one of its own.
var plainWords = func() map[string]bool {
	words := map[string]bool{}
	for _, crate := range crates.All {
		if crate.PlainWord {
			words[crate.Name] = true
		}
	}
	return words
}()

// isNamesake reports whether a frame of a listed crate is of one of the program's with the same name: its source is the
// program's own, or is not where those of packages are.
func (s *nameClass) isNamesake(file string, origin origin) bool {
	switch {
	case !isRust(file):
		return false
	case s.row.basis == byStd:
		return origin == ownSource && s.stdCrate != "" && !s.anyOwner
	case s.row.std:
		// Shims are adapters, and have the source file of what they are made for.
		return origin == ownSource && s.row.class != Adapter && s.row.crate != "" && !strings.HasPrefix(s.row.pattern, "<")
	}
	return origin == ownSource || origin == unknownOrigin && plainWords[s.row.crate] && !inRelease(file)
}

// isOfProgram reports whether other frames of the stack show that the crate of a frame is the program, whatever crate is
// known by that name. A program called core is told from the library by the source file, or where no row knows the function;
// not by the source file alone, since a shim that the compiler makes, such as drop_in_place, has that of what it is made for.
func (s *nameClass) isOfProgram(file string, c *crateOrigins) bool {
	switch {
	case len(c.own) == 0:
		return false
	case s.row.basis == byStd:
		return c.own[s.stdCrate]
	case s.row.std:
		return c.own[s.row.crate] && (isRust(file) && !strings.HasPrefix(s.row.pattern, "<") || s.row.pattern == s.row.crate+"::**")
	}
	return c.own[s.row.crate] || s.trait != nil && c.own[s.trait.crate]
}

// rowWithoutCrate judges a name without a crate. Where a program has line tables only (debug = "line-tables-only"), all names
// are such, and the file says which module a function is in, as long as that is a file of its own.
func rowWithoutCrate(name string, origin origin, file string) *frameRow {
	if origin == stdSource || origin == packageSource {
		if module := moduleOf(file); module != "" && name != "" {
			if row, ok := frameTable.Path(module + "::" + name); ok {
				return row
			}
		}
	}
	return fileRow(origin, file)
}

// fileRow judges a frame by its file alone.
func fileRow(origin origin, file string) *frameRow {
	switch {
	case !isRust(file):
		return rowForeign
	case origin == stdSource:
		return rowStd
	case origin == packageSource:
		return rowDependency
	}
	return rowOwnSource
}
