package crates

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/enum"

// Class says what a frame is to the person who reads the stack.
type Class uint8

// The classes, as the README's table describes them.
const (
	Application Class = iota // the user's own code; never removed
	Dependency               // a crate that is none of the following
	Std                      // the standard library where it is none of the following
	Generator                // what the compiler put between an async body and its caller
	Adapter                  // Future::poll of pointers and wrappers, and the shims closures are called through
	Combinator               // the poll plumbing of futures, select!, join!, timeout, Instrumented, …
	Server                   // the request plumbing between runtime and handler
	Runtime                  // the executor and everything outside it
	Panic                    // panic machinery and backtrace capture at the inner end
)

// Classes is the number of classes.
const Classes = int(Panic) + 1

var classNames = [Classes]string{
	"application", "dependency", "std", "generator", "adapter", "combinator", "server", "runtime", "panic",
}

// String returns the name that configuration and telemetry use.
func (c Class) String() string { return classNames[c] }

// MarshalText returns what String does.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a name as String returns it.
func (c *Class) UnmarshalText(name []byte) error {
	i, err := enum.Index(classNames[:], name)
	*c = Class(i)
	return err
}

// ClassSet is a set of classes.
type ClassSet uint16

// Set returns the set of these classes.
func Set(classes ...Class) ClassSet {
	var s ClassSet
	for _, c := range classes {
		s |= 1 << c
	}
	return s
}

// Has reports whether the class is in the set.
func (s ClassSet) Has(c Class) bool { return s&(1<<c) != 0 }

// IsPlumbing reports whether frames of the class leave an elision line when they go.
func (c Class) IsPlumbing() bool { return c == Combinator || c == Server || c == Runtime }
