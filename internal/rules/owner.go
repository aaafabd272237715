package rules

// What a name says about the class of its frames, and about the crate that it is of. Whose that crate is, whose.go says.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// nameClass is what a name says about its class without its source file.
type nameClass struct {
	row   *frameRow // nil when only the source file can tell
	crate string    // the crate that is in no table of functions; "" else
	// other is the other crate of an impl, which may be the one that it is of: the trait's.
	other string
	// public says that both are crates that many programs have from a registry.
	public bool
	// configured is whose they are by the configuration.
	configured origin.Origin
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

// IsStd reports whether a path is of a crate that comes with the compiler.
func IsStd(path string) bool { return stdCrates[nametable.Crate(path)] }

// nameClassOf says what a name tells about its class.
func nameClassOf(f *evidence.Facts, name *rustname.Name) nameClass {
	if name.Path == nil {
		return nameClass{row: rowOfForeign(name.Text)}
	}
	s := classOfShape(f, name)
	s.program = programOf(f.Shape)
	s.public = s.row == nil && isPublic(s.crate) && (s.other == "" || isPublic(s.other))
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

// isRuntimeSymbol reports whether a function without a crate is one of the standard library's, and not the C library's, which
// has no file in Rust: rust_begin_unwind, __rust_try.
func isRuntimeSymbol(name string) bool {
	return strings.HasPrefix(strings.TrimLeft(name, "_"), "rust_")
}

// isPublic reports whether a crate is one that many programs have from a registry, and none has as its own.
func isPublic(crate string) bool {
	return crate != "" && (crates.IsPublic(crate) || listedCrates[crate])
}

// listedCrates are the crates of which something is known.
var listedCrates = func() map[string]bool {
	listed := map[string]bool{}
	for _, crate := range crates.All {
		listed[crate.Name] = true
	}
	return listed
}()

// programOf returns the crate of a name that is main, or a closure in main: "shop" for shop::main::{closure#0}.
func programOf(shape rustname.Shape) string {
	crate, inside, _ := strings.Cut(shape.Path, "::")
	if shape.Trait != "" || strings.ReplaceAll(inside, "::{closure}", "") != "main" {
		return ""
	}
	return crate
}

func classOfShape(f *evidence.Facts, name *rustname.Name) nameClass {
	if inner := wrapped(name); inner != "" {
		return classOfPath(inner)
	}
	row, ok := lookUp(f.Shape)
	if ok && row.pattern == intoFuture && ownsImpls(name) {
		s := classOfImpl(f.Shape, true)
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
	return classOfImpl(f.Shape, ownsImpls(name))
}

// wrapper is the type in which PDB puts every enum: enum2$<core::result::Result<T,E> >::unwrap is Result's.
const wrapper = "enum2$"

// wrapped returns the path that the wrapper hides, "" where there is none.
func wrapped(name *rustname.Name) string {
	path := name.Path
	if path == nil || path.Self != nil || len(path.Segments) < 2 {
		return ""
	}
	first := &path.Segments[0]
	if first.Of(name.Text) != wrapper || len(first.Args) != 1 || first.Args[0].Path == nil {
		return ""
	}
	inner := first.Args[0].Path
	of := string(name.AppendErased(nil, inner, len(inner.Segments)))
	erased := string(name.AppendErased(nil, path, len(path.Segments)))
	return of + strings.TrimPrefix(erased, wrapper)
}

// lookUp returns the row of a name. Apple's platforms put one more underscore before the names of C.
func lookUp(shape rustname.Shape) (*frameRow, bool) {
	row, ok := frameTable.Lookup(shape)
	if !ok && strings.HasPrefix(nameWithoutCrate(shape), "_") {
		return frameTable.Path(shape.Path[1:])
	}
	return row, ok
}

// nameWithoutCrate returns a name that is no path, "" for one that is.
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
func classOfImpl(shape rustname.Shape, ownsImpls bool) nameClass {
	trait := classOfType(shape.Trait)
	trait.anyOwner = true
	if !ownsImpls || isSpecialisation(shape.Trait) {
		return trait
	}
	self := classOfType(shape.Self)
	self.anyOwner = true
	switch {
	case self.row == nil && trait.row == nil:
		self.other = trait.crate
		return self
	case self.row == nil:
		self.trait = trait.row
		return self
	case trait.row == nil:
		trait.self, trait.selfCrate = self.row, nametable.Crate(shape.Self)
		return trait
	case self.row.basis == byStd:
		return trait
	}
	self.trait = trait.row
	return self
}

// isSpecialisation reports whether a trait is one of those by which the standard library has faster code for some types: they
// are private, and it implements them itself.
func isSpecialisation(trait string) bool {
	return stdCrates[nametable.Crate(trait)] && strings.HasPrefix(trait[strings.LastIndexByte(trait, ':')+1:], "Spec")
}

// classOfType judges the path of a type. That of one local to a method starts with the impl that the method is in, as
// <<app::Order as serde::Deserialize>::deserialize::Visitor as …> does, and is in the crate of that.
func classOfType(path string) nameClass {
	if !strings.HasPrefix(path, "<") || !strings.Contains(path, ">::") {
		return classOfPath(path)
	}
	shape := rustname.ShapeOf(path)
	switch {
	case shape.Trait != "" && shape.Path != "":
		return classOfImpl(shape, true)
	case shape.Trait == "":
		return classOfType(strings.TrimPrefix(shape.Path[:strings.LastIndex(shape.Path, ">::")], "<"))
	}
	return classOfPath(path)
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
