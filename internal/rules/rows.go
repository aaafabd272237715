package rules

// The rows of frames: what is known of crates, made ready to be looked up by name, and rows for what is in no table.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// frameRow is why a frame has its class.
type frameRow struct {
	pattern string
	class   Class
	reason  string

	crate string // whose code the row is about, "" for functions without a crate
	std   bool   // it comes with the compiler or the platform
}

// frameTable holds the rows of all crates.
var frameTable = func() (t nametable.Table[*frameRow]) {
	for _, crate := range crates.All {
		for _, frame := range crate.Frames {
			row := &frameRow{pattern: frame.Pattern, class: frame.Class, reason: frame.Reason, crate: crateOfPattern(frame.Pattern)}
			row.std = row.crate == "" || stdCrates[row.crate]
			t.Add(row.pattern, row)
		}
	}
	return t
}()

// crateOfPattern returns the crate that a row is about: that of the self type, or, where the row is for all types, of the
// trait.
func crateOfPattern(pattern string) string {
	path := strings.TrimPrefix(pattern, "<")
	if self, trait, ok := strings.Cut(path, " as "); ok && rustname.Crate(self) == "" {
		path = trait
	}
	return rustname.Crate(path)
}

// noRow stands for the rows of frames that are in no table.
var (
	rowApplication = &frameRow{class: Application, reason: "no crate that is known as another"}
	rowOwnSource   = &frameRow{class: Application, reason: "its source file is the program's own"}
	rowProgram     = &frameRow{class: Application, reason: "other frames show that its crate is the program's own"}
	rowDependency  = &frameRow{class: Dependency, reason: "its source file lies in a package registry or vendor folder"}
	rowForeign     = &frameRow{class: Dependency, reason: "not a Rust path"}
	rowUnresolved  = &frameRow{class: Dependency, reason: "a frame without a name"}
	rowOutermost   = &frameRow{class: Runtime, reason: "a frame without a name outside the program's start"}
	rowHarness     = &frameRow{class: Runtime, reason: "libtest"}
	rowStd         = &frameRow{class: Std, reason: "standard library", std: true}
	rowPlumbing    = &frameRow{class: Runtime, reason: "standard library, called from the plumbing around it"}
	rowPrinting    = &frameRow{class: Panic, reason: "standard library, called from the panic machinery around it", std: true}
	rowErrorCrate  = &frameRow{class: Dependency, reason: "not at the inner end, where it would be capturing a backtrace"}
	rowGeneratorFn = &frameRow{class: Generator, reason: "GenFuture::poll is all that is left of this async body"}
)
