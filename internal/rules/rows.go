package rules

// The rows of frames: what is known of crates, made ready to be looked up by name, and rows for what is in no table.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
)

// frameRow is why a frame has its class.
type frameRow struct {
	pattern string
	class   Class
	reason  string

	basis basis
	crate string // whose code the row is about, "" for functions without a crate
	std   bool   // it comes with the compiler or the platform

	callsHook bool // what it calls is the panic hook
	captures  bool // it captures or prints a backtrace, and is no part of a panic
	converts  bool // it makes one error of another
}

// basis is what a class rests on.
type basis uint8

const (
	byTable         basis = iota // what is known of the function
	byDefault                    // nothing is known of its crate
	bySource                     // its source file
	byStack                      // the other frames of its crate
	byConfiguration              // what the configuration says of its crate
	byIndex                      // what an index of the program says of its crate
	byPublic                     // the table of public crates
	byStd                        // it is of the standard library, and in no row
	notRust                      // its name is no path of Rust's
	withoutName                  // there is no name
	byNeighbours                 // what it calls, or is called by
	lastTrace                    // it is all that is left of an async body
	inlined                      // the name of the frame around it tells of it
)

// frameTable holds the rows of all crates.
var frameTable = func() (t nametable.Table[*frameRow]) {
	for _, crate := range crates.All {
		for _, frame := range crate.Frames {
			row := &frameRow{pattern: frame.Pattern, class: frame.Class, reason: frame.Reason, crate: crateOfPattern(frame.Pattern), callsHook: frame.CallsHook, captures: frame.Captures, converts: frame.Converts}
			row.std = row.crate == "" || stdCrates[row.crate]
			t.Add(row.pattern, row)
		}
	}
	return t
}()

// crateOfPattern returns the crate that a row is about: that of the self type, or, where the row is for all types, of the
// trait. A function in C++ has none.
func crateOfPattern(pattern string) string {
	if strings.HasSuffix(pattern, "()") {
		return ""
	}
	path := strings.TrimPrefix(pattern, "<")
	if self, trait, ok := strings.Cut(path, " as "); ok && nametable.Crate(self) == "" {
		path = trait
	}
	return nametable.Crate(path)
}

// noRow stands for the rows of frames that are in no table.
var (
	rowApplication   = &frameRow{basis: byDefault, class: Application, reason: "nothing says that its crate is another's"}
	rowOwnSource     = &frameRow{basis: bySource, class: Application, reason: "its source file is the program's own"}
	rowConfigured    = &frameRow{basis: byConfiguration, class: Application, reason: "application.crates names its crate"}
	rowNotConfigured = &frameRow{basis: byConfiguration, class: Dependency, reason: "application.crates does not name its crate"}
	rowIndexOwn      = &frameRow{basis: byIndex, class: Application, reason: "the index of the program has its crate among the workspace's"}
	rowIndexPackage  = &frameRow{basis: byIndex, class: Dependency, reason: "the index of the program has its crate among the packages"}
	rowProgram       = &frameRow{basis: byStack, class: Application, reason: "other frames show that its crate is the program's own"}
	rowPackaged      = &frameRow{basis: byStack, class: Dependency, reason: "other frames of its crate lie in a package registry or vendor folder"}
	rowPublic        = &frameRow{basis: byPublic, class: Dependency, reason: "many programs have a crate of that name from a registry, and none as its own"}
	rowDependency    = &frameRow{basis: bySource, class: Dependency, reason: "its source file lies in a package registry or vendor folder"}
	rowForeign       = &frameRow{basis: notRust, class: Dependency, reason: "not a Rust path"}
	rowUnresolved    = &frameRow{basis: withoutName, class: Dependency, reason: "a frame without a name"}
	rowOutermost     = &frameRow{basis: byNeighbours, class: Runtime, reason: "a frame without a name outside the program's start"}
	rowHarness       = &frameRow{basis: bySource, class: Runtime, reason: "libtest"}
	rowStd           = &frameRow{basis: byStd, class: Std, reason: "standard library", std: true}
	rowPlumbing      = &frameRow{basis: byNeighbours, class: Runtime, reason: "standard library, called from the plumbing around it"}
	rowBetween       = &frameRow{basis: byNeighbours, class: Runtime, reason: "a function without a path and a place, between frames of plumbing"}
	rowPrinting      = &frameRow{basis: byNeighbours, class: Panic, reason: "standard library, called from the panic machinery around it", std: true}
	rowHook          = &frameRow{basis: byNeighbours, class: Panic, reason: "the panic hook: inside it is nothing but the capture of the backtrace"}
	rowOwnHook       = &frameRow{basis: byNeighbours, class: Panic, reason: "the program's own panic hook: inside it is nothing but the capture of the backtrace"}
	rowConversion    = &frameRow{basis: byNeighbours, class: Panic, reason: "it makes an error of another, and the capture of the backtrace is all that is inside it"}
	rowErrorCrate    = &frameRow{basis: byNeighbours, class: Dependency, reason: "not at the inner end, where it would be capturing a backtrace"}
	rowInlined       = &frameRow{basis: inlined, class: Application, reason: "its body was inlined into the plumbing that runs it, whose name alone tells of it"}
	rowKnownInlined  = &frameRow{basis: inlined, class: Application, reason: "its body was inlined into the plumbing that runs it, as the index of the program says"}
	rowLastTrace     = &frameRow{basis: lastTrace, class: Generator, std: true, reason: "GenFuture::poll is all that is left of this async body"}
)
