package rewrite

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

// ParseClass returns the class of that name.
func ParseClass(name string) (Class, bool) {
	for c, n := range classNames {
		if n == name {
			return Class(c), true
		}
	}
	return 0, false
}
