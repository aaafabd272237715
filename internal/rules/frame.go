package rules

// One frame on its way through the rules.

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Frame is one frame of a stack and what was decided of it. Innermost frames come first.
type Frame struct {
	*NameFacts        // nil for a frame without a name that can be read
	Printed    string // the name as printed
	Symbol     string // what the linker calls it, where that is known beside the name
	File       string
	Line       int
	Column     int
	source     source // of the file
	Numbered   bool   // it has an index of its own
	Omitted    int    // for a line that stands for frames left out
	Verdicts   []evidence.Verdict

	row       *frameRow
	Class     Class // of the row, or of the frames around
	Removed   bool
	around    *NameFacts     // of the frame that it was inlined into
	Inlined   bool           // it stands for the body that was inlined into it
	body      *evidence.Body // that body, where it is not a GenFuture's
	ranTask   bool           // the plumbing that it was inlined into runs a task
	namesBody bool           // its name tells of a body that was inlined into it, and not which
	Why       string         // the rule that kept or removed it, where that is not just its class
	Result    string         // the new name; "" when it stays
}

// NameFacts is what a name says by itself, whatever stack it is on.
type NameFacts struct {
	evidence.Facts
	nameClass nameClass
	crate     string // that owns the frame, for the user's rules
	labelled  atomic.Pointer[labelled]
	*polled
	generator bool  // it is a GenFuture::poll; only then it has a polled
	runs      *runs // nil where the name does not tell what its frames run
}

// polled is the async body that a GenFuture::poll is for, where the notation prints it; bodyKey stands for it.
type polled struct {
	body    string
	bodyKey rustname.Key
}

// newNameFacts reads a name. The result refers to the memory of printed.
func newNameFacts(printed string) (*NameFacts, error) {
	parser := parsers.Get().(*rustname.Parser)
	defer parsers.Put(parser)
	name, err := parser.Read(printed)
	if err == nil && isForeignSymbol(printed) && name.Text == printed {
		name, err = parser.Read(demangled(printed))
	}
	if err != nil {
		return nil, err
	}
	facts := new(NameFacts)
	facts.Facts.Read(name)
	facts.nameClass = nameClassOf(&facts.Facts, name)
	facts.crate = crateOf(facts, name)
	if row := facts.nameClass.row; row != nil && row.class == Generator {
		facts.setBody(name)
	}
	facts.setRuns(name)
	return facts, nil
}

var parsers = sync.Pool{New: func() any { return new(rustname.Parser) }}

// setBody reads what a GenFuture::poll is for: GenFuture is the self type by which async bodies were polled until
// 1.66.
func (f *NameFacts) setBody(name *rustname.Name) {
	if f.Shape.Path != "poll" || !strings.HasSuffix(f.Shape.Self, "::GenFuture") || name.Path.Self == nil {
		return
	}
	f.generator, f.polled = true, new(polled)
	segments := name.Path.Self.Path.Segments
	args := segments[len(segments)-1].Args
	if len(args) == 1 && args[0].Path != nil && len(args[0].Path.Segments) > 1 {
		f.body = args[0].Of(name.Text)
		f.bodyKey = name.KeyOf(args[0].Path)
	}
}

// HasPath reports whether the frame has a name that is a Rust path.
func (f *Frame) HasPath() bool { return f.NameFacts != nil && f.IsPath }

// isClosure reports whether the frame's name ends in a closure segment.
func (f *Frame) isClosure() bool {
	if !f.HasPath() {
		return false
	}
	return len(f.Closures) > 0 && f.Closures[len(f.Closures)-1].Leaf
}

// SetPlace takes over where the text says that the frame is. A source file without a line, which {:?} prints and {} does
// not, tells nothing: line 0 is for instructions that are of no source line (DWARF 5, section 6.2.2), and the file is then
// that of what was inlined last.
func (f *Frame) SetPlace(file string, line, column int) {
	if line == 0 && isRust(file) {
		return
	}
	f.File, f.Line, f.Column = file, line, column
	f.source = sourceOf(file)
}

// place returns what tells an oracle which of several functions of one name the frame is in.
func (f *Frame) place() coroutine.Place {
	if f.Inlined {
		return coroutine.Place{Printed: f.Text, File: f.File, Line: f.Line, Column: f.Column} // what is printed is another's name
	}
	printed := f.Symbol
	if printed == "" {
		printed = f.Printed
	}
	return coroutine.Place{Printed: printed, File: f.File, Line: f.Line, Column: f.Column}
}

// IsApartFrom reports whether a line must stay between the frame and the one inside it: the frame is a GenFuture::poll that stays
// since nothing else is left of its async body, and the one inside would be taken for that body.
func (f *Frame) IsApartFrom(inner *Frame) bool {
	return f.row.basis == lastTrace && f.Class == Generator && inner.isClosure()
}

// NamesRuntime reports whether the frame, where it was removed, can stand for the runtime around a stack.
func (f *Frame) NamesRuntime() bool {
	return f.Class == Runtime && f.HasPath() && f.crate != "" && !stdCrates[f.crate]
}

// Around returns what is read of the frame as it is printed, and its class by that, also where it stands for a body that was
// inlined into it.
func (f *Frame) Around() (*NameFacts, Class) {
	if f.around == nil {
		return f.NameFacts, f.Class
	}
	if f.around.nameClass.row == nil {
		return f.around, Application
	}
	return f.around, f.around.nameClass.row.class
}

// OnlyByName reports whether the frame stands for a body that its name alone tells of, as no legacy name does.
func (f *Frame) OnlyByName() bool { return f.Inlined && f.row != rowKnownInlined }
