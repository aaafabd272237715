// Package rustname reads the names of Rust functions, in every notation of symbols, demanglers, debuggers and debug
// information, into one structure.
//
// In goes one printed name. There is no need to say its notation, since one stack mixes several: user code mangled one
// way, the prebuilt standard library the other. Out comes a Name: a Path of segments with their generic arguments, the
// self type and the trait of an impl, and the closure-like segments, each with the range of the word that a label
// replaces.
//
// Start at Read, or at Parse for names that are already demangled. Demangle is a demangler of its own.
package rustname

import (
	"errors"
)

// Limits. A name over one of them is not read, and a text with such a name should be left alone.
const (
	// MaxLength is the longest name read, in bytes. The longest seen in a profile was 28 KiB.
	MaxLength = 64 << 10
	// maxDepth is how deep generic arguments may nest; rustc-demangle stops at 500 too (MAX_DEPTH in v0.rs).
	maxDepth = 500
	// maxClosures is how many closure segments a name may have. The most seen in a real one was 61.
	maxClosures = 1024
)

// Errors of Parse and Read.
var (
	ErrTooLong = errors.New("name over the length limit")
	ErrTooDeep = errors.New("name over the limit of nesting")
)

// Span is a half-open range of byte offsets of Name.Text.
type Span struct{ Start, End int32 }

// Of returns the bytes of the range.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Name is one function's name.
type Name struct {
	// Text is the name as parsed: demangled, without hash and crate disambiguators. Spans are offsets into it.
	Text string
	// Path is nil if the text is not a Rust path: "<unknown>", a C++ name, prose.
	Path *Path
	// Closures lists every closure-like segment of the name, including those in generic arguments, in the order of the
	// text.
	Closures []Closure
	// Cut says that the text ends in the middle of the name, as PDB names do after 255 bytes.
	Cut bool
}

// DefinedIn returns the crate that defines the function according to its name, or "". A name <Self as Trait>::m does not say.
func (n *Name) DefinedIn() string {
	if n.Path == nil || n.Path.Self != nil || len(n.Path.Segments) < 2 || n.Path.Segments[0].Special {
		return ""
	}
	return n.Path.Segments[0].Of(n.Text)
}

// Path is a path of segments, perhaps after a self type.
type Path struct {
	Span
	Self     *Type     // of <Self as Trait>::… and <Self>::…; nil for a plain path
	Trait    *Path     // of <Self as Trait>::…; nil otherwise
	Segments []Segment // what follows the self type, or the whole of a plain path
}

// Segment is one part of a path between "::".
type Segment struct {
	Span            // without generic arguments
	Word     Span   // in a special segment the word alone: "closure" of "{closure#0}"
	Special  bool   // {closure#0}, {{closure}}, {shim:vtable#0}, closure$0, <impl T>: not an identifier
	Index    int32  // the number after "#" or "$"; -1 if there is none
	Args     []Type // generic arguments
	ImplSelf *Type  // of a segment <impl Trait for Self> or <impl Self>
	Impl     *Path  // the trait of <impl Trait for Self>

	IsClosure bool // the word is one of a closure-like segment
	said      Kind // which that word says
}

// TypeKind is the form of a type or of another generic argument.
type TypeKind uint8

// The kinds of types. A generic parameter ("T", "F1") is a PathType with one segment.
const (
	PathType TypeKind = iota
	RefType           // &T, &mut T, *const T, *mut T; Elems[0] is T
	TupleType
	SliceType // [T] and [T; N]
	FnType    // fn(A) -> B
	DynType   // dyn A + B; Elems are the bounds
	OtherType // constants, lifetimes, !, _, and anything unknown
)

// Type is a type or another generic argument.
type Type struct {
	Span
	Kind  TypeKind
	Path  *Path  // of a PathType
	Elems []Type // of the others
}

// Closure is one closure-like segment: a closure, an async fn's body, an async block, a gen block.
type Closure struct {
	Segment Span  // "{closure#0}"
	Word    Span  // "closure"
	Path    Span  // the path up to and including the segment
	Index   int32 // the number in "{closure#0}"; -1 if the notation has none
	Said    Kind  // the kind that the word says; Unknown for "closure" in symbols, which say so of all kinds
	// Key is the same for every spelling of the same segment: the key of its path without generic arguments and closure
	// words.
	Key Key
	// Owner is the Key of the path that the segment is directly part of, OwnerPath its range.
	Owner     Key
	OwnerPath Span
	// First is the Key of closure 0 of the same owner.
	First Key
	// Nested says that Owner is itself a closure, OfItem that it is a static or const rather than a fn.
	Nested, OfItem bool
	// Leaf says that the segment is what the name names: the last of the name's own path, shims aside.
	Leaf bool
	// Generic says that the segment itself has generic arguments, which v0 gives to async closures' bodies only.
	Generic bool
}

// Key is the 64-bit hash of an erased path: equal paths have equal keys, and others practically never.
type Key uint64

// setWord makes the segment a special one.
func (s *Segment) setWord(text string, word Span, index int32) {
	s.Special, s.Word, s.Index = true, word, index
	s.said, s.IsClosure = closureWords[word.Of(text)]
}
