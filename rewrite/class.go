package rewrite

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Class says what a frame is to the person who reads the stack. It marshals to its name in configuration.
type Class = rules.Class

// The classes, as the README's table describes them.
const (
	Application = rules.Application // the user's own code; never removed
	Dependency  = rules.Dependency  // any other crate
	Std         = rules.Std         // any other code of the standard library
	Generator   = rules.Generator   // what the compiler put between an async body and its caller
	Adapter     = rules.Adapter     // Future::poll of pointers and wrappers, and the shims closures are called through
	Combinator  = rules.Combinator  // the poll plumbing of futures, select!, join!, timeout, Instrumented, …
	Server      = rules.Server      // the request plumbing between runtime and handler
	Runtime     = rules.Runtime     // the executor and everything outside it
	Panic       = rules.Panic       // panic machinery and backtrace capture at the inner end
)

// Classes is the number of classes.
const Classes = rules.Classes

// ClassSet is a set of classes.
type ClassSet = rules.ClassSet

// Sets of classes. Frames of Standard are removed unless Options says otherwise; NoClass is empty.
const (
	Standard ClassSet = 1<<Generator | 1<<Adapter | 1<<Combinator | 1<<Server | 1<<Runtime | 1<<Panic
	NoClass  ClassSet = 1 << Classes
)

// Set returns the set of these classes.
func Set(classes ...Class) ClassSet { return rules.Set(classes...) }

// LabelStyle is the spelling of labels. It marshals to its name in configuration.
type LabelStyle = rules.LabelStyle

// The styles.
const (
	LabelHyphen = rules.LabelHyphen // {async-fn#0}
	LabelRustc  = rules.LabelRustc  // {async_fn#0}, as in rustc's debug information
	LabelNone   = rules.LabelNone   // names are left alone
)

// Matcher is a user's rule for frames. A frame matches when any of the lists does.
type Matcher struct {
	Crates  []string // crate that owns the frame: "sqlx"
	Paths   []string // a path and all in it: "sqlx::pool"; or globs: "sqlx::**::connect", * is one segment or a part
	Sources []string // globs over the source file: "**/vendor/**"
}
