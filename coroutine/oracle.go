package coroutine

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// Oracle knows what closures are, because a compiler said so.
type Oracle interface {
	// Kinds fills in the kinds of the closures of a name, in the order of Name.Closures; rustname.KindUnknown where it
	// does not know. Many goroutines call it at once, for every frame with a closure, and its answers must never change.
	Kinds(name *Name, at Place, into []Kind)
}

// Name is the name of a frame, as the Rewriter passes it to an Oracle.
type Name struct {
	Text     string // demangled, without hash and crate disambiguators
	Closures []rustname.Closure
	Key      rustname.Key // of the whole path
}

// Place is what a stack says about a frame besides its name. Names of different closures can read the same; any of these
// fields may tell them apart, and may be missing.
type Place struct {
	Printed string // the name or symbol as printed, with hash and disambiguators
	File    string
	Line    int // from 1; 0 if unknown
	Column  int // from 1; 0 if unknown
}
