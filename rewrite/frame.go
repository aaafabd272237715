package rewrite

// One frame on its way through the rules.

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// frame is one frame of a stack and what was decided of it. Innermost frames come first.
type frame struct {
	*nameFacts        // nil for a frame without a name that can be read
	printed    string // the name as printed
	symbol     string // what the linker calls it, where that is known beside the name
	file       string
	line       int
	column     int
	origin     origin // of the file
	numbered   bool   // it has an index of its own
	omitted    int    // for a line that stands for frames left out
	verdicts   []evidence.Verdict

	row     *frameRow
	class   Class // of the row, or of the frames around
	removed bool
	revived bool   // it stands for the async body that was inlined into it
	why     string // the rule that kept or removed it, where that is not just its class
	result  string // the new name; "" when it stays
}

// nameFacts is what a name says by itself, whatever stack it stands in.
type nameFacts struct {
	evidence.Facts
	standing standing
	crate    string // that owns the frame, for the user's rules
	labelled atomic.Pointer[labelled]
	*polled
	generator bool // it is a GenFuture::poll; only then it has a polled
}

// polled is the async body that a GenFuture::poll is for, where the notation prints it; bodyKey stands for it.
type polled struct {
	body    string
	bodyKey rustname.Key
}

// newNameFacts reads a name. The result refers to the memory of printed.
func newNameFacts(printed string) (*nameFacts, error) {
	parser := parsers.Get().(*rustname.Parser)
	defer parsers.Put(parser)
	name, err := parser.Read(printed)
	if err != nil {
		return nil, err
	}
	facts := new(nameFacts)
	facts.Facts.Read(name)
	facts.standing = standingOf(&facts.Facts, name)
	facts.crate = crateOf(facts, name)
	if row := facts.standing.row; row != nil && row.class == Generator {
		facts.setBody(name)
	}
	return facts, nil
}

var parsers = sync.Pool{New: func() any { return new(rustname.Parser) }}

// setBody reads what a GenFuture::poll is for: GenFuture is the self type by which async bodies were polled until
// 1.66.
func (f *nameFacts) setBody(name *rustname.Name) {
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

// named reports whether the frame has a name that is a Rust path.
func (f *frame) named() bool { return f.nameFacts != nil && f.IsPath }

// isClosure reports whether the frame's name ends in a closure segment.
func (f *frame) isClosure() bool {
	if !f.named() {
		return false
	}
	return len(f.Closures) > 0 && f.Closures[len(f.Closures)-1].Leaf
}

// setPlace takes over where the text says that the frame is. A source file without a line, which {:?} prints and {} does
// not, tells nothing: line 0 is for instructions that are of no source line (DWARF 5, section 6.2.2), and the file is then
// that of what was inlined last.
func (f *frame) setPlace(file string, t *stacktext.Frame) {
	if t.Line == 0 && isRust(file) {
		return
	}
	f.file, f.line, f.column = file, t.Line, t.Column
	f.origin = sourceOf(file)
}

// place returns what tells an oracle which of several functions of one name the frame is in.
func (f *frame) place() coroutine.Place {
	printed := f.symbol
	if printed == "" {
		printed = f.printed
	}
	return coroutine.Place{Printed: printed, File: f.file, Line: f.line, Column: f.column}
}
