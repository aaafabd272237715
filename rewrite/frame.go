package rewrite

// One frame on its way through the rules.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// frame is one frame of a stack and what was decided of it. Innermost frames come first.
type frame struct {
	*nameFacts        // nil for a frame without a name that can be read
	printed    string // the name as printed
	file       string
	omitted    int // for a line that stands for frames left out
	verdicts   []coroutine.Verdict

	row     *frameRow
	class   Class // of the row, or of the frames around
	removed bool
	why     string // the rule that kept or removed it, where that is not just its class
	result  string // the new name; "" when it stays
}

// nameFacts is what a name says by itself, whatever stack it stands in.
type nameFacts struct {
	*coroutine.Facts
	standing standing
	clean    string // the name without hash and disambiguators, demangled
}

func newNameFacts(printed string) (*nameFacts, error) {
	name, err := rustname.Read(printed)
	if err != nil {
		return nil, err
	}
	facts := coroutine.Read(name)
	return &nameFacts{Facts: facts, standing: standingOf(facts), clean: name.Text}, nil
}

// named reports whether the frame has a name that is a Rust path.
func (f *frame) named() bool { return f.nameFacts != nil && f.Name.Path != nil }

// isClosure reports whether the frame's name ends in a closure segment.
func (f *frame) isClosure() bool {
	if !f.named() {
		return false
	}
	closures := f.Name.Closures
	return len(closures) > 0 && closures[len(closures)-1].Leaf
}
