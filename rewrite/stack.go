package rewrite

// Stacks that come as frames and not as text: profiles hold them as lists of lines over a table of functions.
// What a function's name says is read once, whatever stacks it stands in; the rules are those of text. stacks.go
// does the same for many stacks at once.

import (
	"strings"
)

// Function is a function as stacks name it: what its name and its source file say by themselves.
type Function struct {
	prepared frame // with the row that holds where no other frame of its crate says otherwise
	plain    string
	rust     bool
	traits
}

// traits are what decides how the stacks that a function stands in can be taken apart.
type traits struct {
	name      int32 // the number of the plain name in a Stacks
	quiet     bool  // it stays wherever no plumbing goes
	undecided bool  // its row may depend on the other frames of the stack
	swayed    bool  // its row depends on the other frames of the stack
	breaks    bool  // it can change what counts as the innermost application frame
	says      bool  // its name gives the kind of a closure in it
}

// NewFunction reads a function's name, mangled or not. symbol is the name that the linker knows, or "". A name over
// a limit is an error; where both are empty, the function stands for a frame without a name.
func (r *Rewriter) NewFunction(name, symbol, file string) (*Function, error) {
	f := new(Function)
	return f, r.readFunction(f, name, symbol, file)
}

func (r *Rewriter) readFunction(f *Function, name, symbol, file string) error {
	printed := name
	rustSymbol := isRustSymbol(symbol)
	if rustSymbol && !strings.Contains(name, "::") {
		printed = symbol // debug information may give the last part of the name alone
	}
	*f = Function{prepared: frame{printed: printed, file: file, origin: sourceOf(file), row: rowUnresolved}, plain: name}
	if printed == "" {
		return nil
	}
	facts, err := r.facts(printed)
	if err != nil {
		return err
	}
	p := &f.prepared
	p.nameFacts = facts
	if rustSymbol {
		p.symbol = symbol
	}
	p.row = rowFor(&facts.standing, file, p.origin, &census{})
	f.undecided = facts.IsPath && p.row == rowApplication && facts.standing.row == nil
	if facts.IsPath {
		f.plain = r.nameOf(p)
	}
	f.rust = rustSymbol || isRust(file) || strings.HasPrefix(file, "/rustc/") || facts.IsPath &&
		(len(facts.Closures) > 0 || facts.Shape.Trait != "" || facts.Text != printed && isRustPrinted(printed))
	return nil
}

// Rust reports whether the function is surely Rust's: by the mangling, by a form of name that only Rust has, or by
// its source file.
func (f *Function) Rust() bool { return f.rust }

// Name returns the function's name as it is printed where no closure in it is given a kind.
func (f *Function) Name() string { return f.plain }

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

// Decision says what becomes of a line of a stack.
type Decision struct {
	Removed bool
	Class   Class
	Name    string // the name to print
}

// Stack decides on the lines of one stack, innermost first; decisions has one for each. A line whose function is
// not known is nil.
func (r *Rewriter) Stack(lines []*Function, decisions []Decision) {
	s := sheets.Get().(*sheet)
	defer s.release()
	s.reset(len(lines))
	r.decideLines(s, lines)
	for i := range lines {
		f := &s.frames[i]
		decisions[i] = Decision{Removed: f.removed, Class: f.class, Name: r.nameOf(f)}
	}
}

// decideLines has the rules decide on the lines of one stack.
func (r *Rewriter) decideLines(s *sheet, lines []*Function) {
	fill(s.frames, lines)
	r.classify(s.frames)
	r.decide(s.frames)
	r.label(s.frames, s.evidence)
}

// fill makes frames of lines.
func fill(frames []frame, lines []*Function) {
	for i, line := range lines {
		if line == nil {
			frames[i] = frame{row: rowUnresolved}
			continue
		}
		frames[i] = line.prepared
	}
}

// nameOf returns the name to print for a frame.
func (r *Rewriter) nameOf(f *frame) string {
	if f.nameFacts == nil || !f.IsPath {
		return f.printed
	}
	if name := r.newName(f); name != "" {
		return name
	}
	return f.printed
}
