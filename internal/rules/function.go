package rules

// Stacks that come as frames and not as text: profiles hold them as lines over a table of functions. The rules are the
// same. What a name says is read once, however many stacks it is in; internal/profiles/stackset decides on many at once.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Function is a function as stacks name it: what its name and its source file say by themselves.
type Function struct {
	frame         Frame // with the row that holds where no other frame of its crate says otherwise
	plain         string
	rust          bool
	originMayTell bool // its row may depend on the source files of other frames
}

// Unnamed returns the function of a line of which nothing is known.
func Unnamed() *Function { return &Function{frame: Frame{row: rowUnresolved}} }

// NewFunction reads a function's name, mangled or not. symbol is the name that the linker knows, or "". A name over
// a limit is an error; where both are empty, the function stands for a frame without a name.
func (r *Engine) NewFunction(name, symbol, file string) (*Function, error) {
	printed := name
	rustSymbol := isRustSymbol(symbol)
	if rustSymbol && !strings.Contains(name, "::") || name == "" && isForeignSymbol(symbol) {
		printed = symbol // debug information may give the last part of the name alone
	}
	f := &Function{frame: Frame{Printed: printed, File: file, source: sourceOf(file), row: rowUnresolved}, plain: name}
	if printed == "" {
		return f, nil
	}
	facts, err := r.read(printed)
	if err != nil {
		return nil, err
	}
	frame := &f.frame
	frame.NameFacts = facts
	if rustSymbol {
		frame.Symbol = symbol
	}
	frame.row = rowFor(&facts.nameClass, file, frame.source, &crateOrigins{index: r.index})
	f.originMayTell = facts.IsPath && (frame.row == rowApplication || frame.row == rowPublic)
	if facts.IsPath || isForeignSymbol(printed) {
		f.plain = r.NameOf(frame)
	}
	f.rust = rustSymbol || isRust(file) || strings.HasPrefix(file, "/rustc/") || facts.IsPath &&
		(len(facts.Closures) > 0 || facts.Shape.Trait != "" || facts.Text != printed && isRustPrinted(printed) || hasRustMark(facts.Text))
	return f, nil
}

// IsRust reports whether the function is surely Rust's: by the mangling, by a form of name that only Rust has, or by
// its source file.
func (f *Function) IsRust() bool { return f.rust }

// PlainName returns the function's name as it is printed where no closure in it is given a kind.
func (f *Function) PlainName() string { return f.plain }

// Crate returns the crate that owns the function, "" where that is not known.
func (f *Function) Crate() string {
	if f.frame.NameFacts == nil {
		return ""
	}
	return f.frame.crate
}

// Frame returns a frame of the function, of which Settle says the class. It must not be changed.
func (f *Function) Frame() *Frame { return &f.frame }

// Evidence returns what a frame of the function is to the rules about closures.
func (f *Function) Evidence() evidence.Frame {
	if !f.frame.HasPath() {
		return evidence.Frame{At: f.frame.place()}
	}
	return evidence.Frame{
		Facts: &f.frame.Facts, Located: f.frame.File != "", Application: f.frame.Class == Application, At: f.frame.place(),
	}
}

// Origins are what the source files of many functions tell about the crates in them.
type Origins struct{ crates crateOrigins }

// Add takes a function into account.
func (o *Origins) Add(f *Function) {
	if p := &f.frame; p.HasPath() {
		o.crates.add(&p.nameClass, p.File, p.source)
	}
}

// Traits say how a stack that a function is in can be decided on in parts.
type Traits struct {
	Class           Class
	StaysInside     bool // it stays wherever no plumbing goes
	NamesKind       bool // its name gives the kind of a closure in it
	NeedsWholeStack bool // it can change what counts as the innermost application frame
}

// Settle gives a function the row that it has in every stack of functions whose origins these are, where there is one such.
// Origins that are added later may take that back.
func (r *Engine) Settle(f *Function, origins *Origins) Traits {
	p := &f.frame
	origins.crates.index = r.index
	originMayDiffer := p.HasPath() && f.settleRow(&origins.crates)
	p.Class = p.row.class
	_, unwanted := r.remove.match(p)
	return Traits{
		Class:       p.Class,
		StaysInside: !unwanted && (!r.options.Remove.Has(p.Class) || p.Class.IsPlumbing()),
		NamesKind:   p.HasPath() && namesKind(&p.Facts),
		NeedsWholeStack: originMayDiffer || p.Class == Panic && p.HasPath() && p.row.std || p.row.converts ||
			p.NameFacts != nil && p.generator && p.polled.body != "" || p.mayRunInlined(&origins.crates) || r.knowsInlined(p),
	}
}

// settleRow gives a function the row that it has where no other frame of its crate says otherwise. It reports whether one of
// these origins could.
func (f *Function) settleRow(origins *crateOrigins) (originMayDiffer bool) {
	p := &f.frame
	s := &p.nameClass
	alone := crateOrigins{index: origins.index}
	alone.add(s, p.File, p.source)
	switch {
	case f.originMayTell:
		p.row = rowFor(s, p.File, p.source, &alone)
		return p.row.class == Application && origins.packaged[s.crate] && !alone.own[s.crate] ||
			p.row.class != Application && (origins.own[s.crate] || origins.own[s.other])
	case s.row != nil && s.isOfProgram(p.source, origins):
		p.row = rowFor(s, p.File, p.source, &alone)
		return p.row.class != Application
	}
	return false
}

// namesKind reports whether the name gives the kind of a coroutine in it.
func namesKind(f *evidence.Facts) bool {
	for i := range f.Closures {
		if f.Closures[i].Said > rustname.KindClosure {
			return true
		}
	}
	return false
}

// isRustSymbol reports whether a symbol is mangled as only rustc does it: v0, or the legacy mangling with its hash.
func isRustSymbol(symbol string) bool {
	switch {
	case strings.HasPrefix(symbol, "_R"):
		return !strings.Contains(symbol, "::")
	case strings.HasPrefix(symbol, "_ZN"), strings.HasPrefix(symbol, "__ZN"), strings.HasPrefix(symbol, "ZN"):
		at := strings.LastIndex(symbol, "17h")
		return at > 0 && len(symbol) >= at+20 && symbol[at+19] == 'E'
	}
	return false
}

// isRustPrinted reports whether a name from which something was stripped had a mark of Rust: its mangling, a hash,
// or a crate disambiguator.
func isRustPrinted(name string) bool {
	return isRustSymbol(name) || strings.Contains(name, "::h") || strings.Contains(name, "]::")
}

// rustMarks are parts of names that no other language's have, though std is a namespace of C++ too.
var rustMarks = []struct{ part, reason string }{
	{"::__rust_", "__rust_begin_short_backtrace and __rust_end_short_backtrace, by which std marks what a short backtrace shows"},
	{"std::rt::lang_start", "what main is called by"},
	{"{{", "rustc's names for what has none, in legacy names: {{vtable.shim}}"},
	{"{shim:", "the same in v0 names: {shim:vtable#0}"},
}

// hasRustMark reports whether a name has a part that only Rust's have.
func hasRustMark(name string) bool {
	return slices.ContainsFunc(rustMarks, func(m struct{ part, reason string }) bool { return strings.Contains(name, m.part) })
}

// decideLines decides on the lines of one stack; a line whose function is not known is nil.
func (r *Engine) decideLines(lines []*Function) ([]Frame, []evidence.Frame) {
	frames, known := make([]Frame, len(lines)), make([]evidence.Frame, len(lines))
	for i, line := range lines {
		if line == nil {
			frames[i] = Frame{row: rowUnresolved}
			continue
		}
		frames[i] = line.frame
	}
	r.Decide(frames, known)
	return frames, known
}

// NameOf returns the name to print for a frame.
func (r *Engine) NameOf(f *Frame) string {
	if f.NameFacts == nil || !f.IsPath && !isForeignSymbol(f.Printed) {
		return f.Printed
	}
	if name := r.NewName(f); name != "" {
		return name
	}
	return f.Printed
}

// NameWith returns the name to print for a frame of a function whose closures are what the verdicts say.
func (r *Engine) NameWith(f *Function, verdicts []evidence.Verdict) string {
	frame := f.frame
	frame.Verdicts = verdicts
	return r.NameOf(&frame)
}
