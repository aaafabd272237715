package rules

// Stacks that come as frames and not as text: profiles hold them as lists of lines over a table of functions.
// What a function's name says is read once, whatever stacks it stands in; the rules are those of text. stacks.go
// does the same for many stacks at once.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
)

// Function is a function as stacks name it: what its name and its source file say by themselves.
type Function struct {
	prepared Frame // with the row that holds where no other frame of its crate says otherwise
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
func (r *Engine) NewFunction(name, symbol, file string) (*Function, error) {
	f := new(Function)
	return f, r.readFunction(f, name, symbol, file)
}

func (r *Engine) readFunction(f *Function, name, symbol, file string) error {
	printed := name
	rustSymbol := isRustSymbol(symbol)
	if rustSymbol && !strings.Contains(name, "::") {
		printed = symbol // debug information may give the last part of the name alone
	}
	*f = Function{prepared: Frame{Printed: printed, File: file, origin: sourceOf(file), row: rowUnresolved}, plain: name}
	if printed == "" {
		return nil
	}
	facts, err := r.read(printed)
	if err != nil {
		return err
	}
	p := &f.prepared
	p.NameFacts = facts
	if rustSymbol {
		p.Symbol = symbol
	}
	p.row = rowFor(&facts.nameClass, file, p.origin, &crateOrigins{})
	f.undecided = facts.IsPath && p.row == rowApplication && facts.nameClass.row == nil
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
func (r *Engine) Stack(lines []*Function, decisions []Decision) {
	frames, _ := r.decideLines(lines)
	for i := range lines {
		f := &frames[i]
		decisions[i] = Decision{Removed: f.Removed, Class: f.Class, Name: r.nameOf(f)}
	}
}

// decideLines decides on the lines of one stack.
func (r *Engine) decideLines(lines []*Function) ([]Frame, []evidence.Frame) {
	frames, known := make([]Frame, len(lines)), make([]evidence.Frame, len(lines))
	fill(frames, lines)
	r.Decide(frames, known)
	return frames, known
}

// fill makes frames of lines.
func fill(frames []Frame, lines []*Function) {
	for i, line := range lines {
		if line == nil {
			frames[i] = Frame{row: rowUnresolved}
			continue
		}
		frames[i] = line.prepared
	}
}

// nameOf returns the name to print for a frame.
func (r *Engine) nameOf(f *Frame) string {
	if f.NameFacts == nil || !f.IsPath {
		return f.Printed
	}
	if name := r.NewName(f); name != "" {
		return name
	}
	return f.Printed
}
