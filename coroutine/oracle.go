package coroutine

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// Oracle knows what closures are, where a compiler said it.
type Oracle interface {
	// Kinds fills in the kinds of the closures of a name, in the order of Name.Closures; rustname.KindUnknown where it is
	// not known. It is called for every frame with a closure, by many goroutines at once, and must go on saying the same.
	Kinds(name *Name, at Place, into []Kind)
}

// Name is a frame's name, as an Oracle is asked about it.
type Name struct {
	Text     string // demangled, without hash and crate disambiguators
	Closures []rustname.Closure
	Key      rustname.Key // of the whole path
}

// Place is what a stack says of a frame beside its name. Names of different closures can read the same; any part of it
// may tell them apart, and be missing.
type Place struct {
	Printed string // the name or symbol with all that was printed of it: hash, disambiguators
	File    string
	Line    int // from 1; 0 where it is not known
	Column  int // likewise
}
