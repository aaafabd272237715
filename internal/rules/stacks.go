package rules

// Many stacks at once. The stacks of a profile are made of few parts: the same calls lie around most samples. So a
// stack is decided on in two parts that meet at its innermost application frame, since no rule looks past it from
// either side, and each part is decided on once. Kinds of closures, which do rest on the whole stack, are concluded
// from the frames that matter to them. What comes out is what Engine.Stack says of each stack; a test holds it.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
)

// Run is a number for lines that always stand together: those of one location of a profile.
type Run int32

// Form is a number for what is left of a run. Gone is left of one whose lines are all removed.
type Form int32

// Gone is the form of runs of which no line is left.
const Gone Form = 0

// Name is a number for a name to print.
type Name int32

// NoName is that of lines whose function is not known.
const NoName Name = -1

// Line is a line of a run that stays: which it is, and the name to print for its function.
type Line struct {
	Index int32
	Name  Name
}

// FunctionID is a number for a function of a Stacks.
type FunctionID int32

// NoFunction stands for a function that is not known.
const NoFunction FunctionID = 0

// Stacks decides on the stacks of one batch. All functions and runs must be known before the first stack. What was
// decided is kept for the next batch, since the same stacks come again and again; it changes no result.
type Stacks struct {
	engine    *Engine
	functions []*Function // the first is that of NoFunction
	asked     []asked     // by function
	known     interner    // functions that were asked for, by their texts
	found     []FunctionID
	origins   crateOrigins
	names     []string
	numbers   interner // of names

	lines    []FunctionID // of all runs
	runs     []run
	runLines interner // runs by their lines
	// sealed is how many functions and runs there were when they were last gone through.
	sealed struct{ functions, runs int }

	forms     []span   // what is left of runs: parts of kept
	kept      []Line   // of all forms
	formLines interner // forms by their lines

	plans, parts, contexts interner
	planned                []Plan
	left                   []span // by plan: the part of planLeft that is its Left
	decided                []part
	concluded              []conclusion

	// What plans, parts and conclusions are made of.
	planLeft     []Left
	partRemoved  []bool
	contextNames []int32

	work work
}

// asked is what is asked of functions again and again. It is apart, since functions are large.
type asked struct {
	rust   bool
	given  Name  // the name that it came with
	length int32 // of the name that was read, which a mangled one stands for
}

// run is a part of Stacks.lines, and what is known of it by itself.
type run struct {
	from, to    int32
	application int32 // its innermost line of the application, or -1
	quiet       bool  // all its lines stay wherever no plumbing goes
	quietInside bool  // those inside of its innermost line of the application do
	breaks      bool  // stacks with it are decided on as a whole
	whole       Form  // all its lines under their plain names
	counts      [Classes]uint16
}

func (r *run) length() int { return int(r.to - r.from) }

// Plan is what becomes of a stack.
type Plan struct {
	Kept, Removed [Classes]int32
	Labels        []LabelCount
	// Outermost is the outermost runtime frame that was removed, if any.
	Outermost FunctionID
}

// span is a part of a list.
type span struct{ from, to int32 }

// Left is a run of a stack, by its place there, and what is left of it.
type Left struct {
	Index int32
	Form  Form
}

// PlanID is a number for a plan.
type PlanID int32

// LabelCount says how many closures were given a kind at a grade.
type LabelCount struct {
	Kind  coroutine.Kind
	Grade coroutine.Grade
	Count int
}

// part is what becomes of a part of a stack.
type part struct {
	from, to      int32 // in Stacks.partRemoved
	kept, cleared [Classes]int32
	outermost     FunctionID
}

// NewStacks returns a Stacks for one batch. It is given back with Release.
func (r *Engine) NewStacks() *Stacks {
	if s := r.spare.Swap(nil); s != nil {
		return s
	}
	unnamed := &Function{
		prepared: Frame{row: rowUnresolved}, traits: traits{quiet: !r.options.Remove.Has(rowUnresolved.class)},
	}
	return &Stacks{
		engine:    r,
		functions: []*Function{unnamed},
		asked:     []asked{{given: NoName}},
		forms:     make([]span, 1),
	}
}

// Limits of what is kept for the next batch; beyond one of them it starts anew. They come to some 40 MB.
const (
	maxKeptFunctions = 1 << 15
	maxKeptStacks    = 1 << 16
	maxKeptLines     = 1 << 20
)

// Release gives s back. Nothing that came from it is good any more.
func (s *Stacks) Release() {
	if len(s.found) > maxKeptFunctions || len(s.names) > 2*maxKeptFunctions ||
		max(len(s.plans.digests), len(s.contexts.digests), len(s.parts.digests)) > maxKeptStacks ||
		max(len(s.lines), len(s.planLeft), len(s.partRemoved), len(s.kept)) > maxKeptLines {
		return
	}
	s.engine.spare.Store(s)
}

// Function takes up a function. It returns NoFunction for one whose name cannot be read.
func (s *Stacks) Function(name, symbol, file string) FunctionID {
	n, known := s.known.find(digestOfFunction(DigestOf(name), DigestOf(symbol), DigestOf(file)))
	if !known {
		s.found = append(s.found, s.newFunction(name, symbol, file))
	}
	return s.found[n]
}

// Known returns a function that was taken up, now or in a batch before, and whether there is one.
func (s *Stacks) Known(name, symbol, file Digest) (FunctionID, bool) {
	n, known := s.known.lookUp(digestOfFunction(name, symbol, file))
	if !known {
		return NoFunction, false
	}
	return s.found[n], true
}

func (s *Stacks) newFunction(name, symbol, file string) FunctionID {
	f := new(Function)
	if err := s.engine.readFunction(f, name, symbol, file); err != nil {
		return NoFunction
	}
	f.name = int32(s.Name(f.plain))
	a := asked{rust: f.rust, given: s.Name(name)}
	p := &f.prepared
	if p.HasPath() {
		s.origins.add(&p.nameClass, p.File, p.origin)
	}
	if p.NameFacts != nil {
		a.length = int32(len(p.Text))
	}
	s.functions, s.asked = append(s.functions, f), append(s.asked, a)
	return FunctionID(len(s.functions) - 1)
}

// Given returns the name that the function came with.
func (s *Stacks) Given(f FunctionID) Name { return s.asked[f].given }

// Length returns the length of the name that was read, which a mangled one stands for.
func (s *Stacks) Length(f FunctionID) int { return int(s.asked[f].length) }

// Rust reports whether a function is surely Rust's.
func (s *Stacks) Rust(f FunctionID) bool { return s.asked[f].rust }

// Crate returns the crate that owns a function, "" where that is not known.
func (s *Stacks) Crate(f FunctionID) string {
	if p := &s.functions[f].prepared; p.NameFacts != nil {
		return p.crate
	}
	return ""
}

// Name returns the number of a text that is a name.
func (s *Stacks) Name(text string) Name {
	n, known := s.numbers.find(DigestOf(text))
	if !known {
		s.names = append(s.names, text)
	}
	return Name(n)
}

// Digest returns that of a name.
func (s *Stacks) Digest(n Name) Digest { return s.numbers.digests[n] }

// Names returns how many names there are.
func (s *Stacks) Names() int { return len(s.names) }

// Run takes up lines, innermost first.
func (s *Stacks) Run(lines []FunctionID) Run {
	n, known := s.runLines.find(digestOfList(lines, 0))
	if !known {
		from := int32(len(s.lines))
		s.lines = append(s.lines, lines...)
		s.runs = append(s.runs, run{from: from, to: int32(len(s.lines))})
	}
	return Run(n)
}

// Lines returns the lines of a form.
func (s *Stacks) Lines(f Form) []Line { return s.kept[s.forms[f].from:s.forms[f].to] }

// Text returns a name.
func (s *Stacks) Text(n Name) string { return s.names[n] }

// seal finds out what is known of functions and runs by themselves, now that all of the batch are there.
func (s *Stacks) seal() {
	if s.sealed.functions < len(s.functions) {
		for _, f := range s.functions[1:] {
			s.settle(f)
		}
		s.sealed.functions, s.sealed.runs = len(s.functions), 0
	}
	for i := s.sealed.runs; i < len(s.runs); i++ {
		s.sealRun(&s.runs[i])
	}
	s.sealed.runs = len(s.runs)
}

func (s *Stacks) sealRun(r *run) {
	*r = run{from: r.from, to: r.to, whole: r.whole, quiet: true, quietInside: true, application: -1}
	for j, line := range s.lines[r.from:r.to] {
		f := s.functions[line]
		class := f.prepared.row.class
		if class == Application && r.application < 0 {
			r.application, r.quietInside = int32(j), r.quiet
		}
		r.quiet = r.quiet && f.quiet
		r.breaks = r.breaks || f.breaks
		r.counts[class]++
	}
}

// settle gives a function the row that it has in every stack, as far as the functions are known, where there is one
// such. Functions that are found later may take that back; what was decided before is right all the same, since
// none of them is in a stack that was decided on.
func (s *Stacks) settle(f *Function) {
	p := &f.prepared
	if p.HasPath() {
		s.settleRow(f)
	}
	p.Class = p.row.class
	f.says = p.HasPath() && says(&p.Facts)
	f.breaks = f.swayed || p.Class == Panic && p.HasPath() && p.row.std ||
		p.NameFacts != nil && p.generator && p.body != ""
	_, unwanted := s.engine.remove.match(p)
	f.quiet = !unwanted && (!s.engine.options.Remove.Has(p.Class) || p.Class.IsPlumbing())
}

// settleRow gives a function the row that it has where no other frame of its crate says otherwise, and finds out whether
// one of the batch could.
func (s *Stacks) settleRow(f *Function) {
	p := &f.prepared
	var alone crateOrigins
	alone.add(&p.nameClass, p.File, p.origin)
	crate := p.nameClass.crate
	switch {
	case f.undecided && alone.own[crate]:
	case f.undecided && alone.packaged[crate]:
		f.swayed = s.origins.own[crate]
		p.row = rowDependency
	case f.undecided:
		f.swayed = s.origins.packaged[crate]
	case p.nameClass.row != nil && p.nameClass.isOfProgram(p.File, &s.origins):
		p.row = rowFor(&p.nameClass, p.File, p.origin, &alone)
		f.swayed = p.row.class != Application
	}
}

// Plan decides on a stack of runs, innermost first.
func (s *Stacks) Plan(runs []Run) PlanID {
	if s.sealed.functions < len(s.functions) || s.sealed.runs < len(s.runs) {
		s.seal()
	}
	at, known := s.plans.find(digestOfList(runs, 0))
	if !known {
		from := int32(len(s.planLeft))
		s.planned = append(s.planned, Plan{})
		s.plan(runs, &s.planned[at])
		s.left = append(s.left, span{from, int32(len(s.planLeft))})
	}
	return PlanID(at)
}

// PlanOf returns a plan. It is good until the next is made.
func (s *Stacks) PlanOf(id PlanID) *Plan { return &s.planned[id] }

// Left returns the runs of which a plan leaves something, in order.
func (s *Stacks) Left(id PlanID) []Left { return s.planLeft[s.left[id].from:s.left[id].to] }

// plainName is what work.names has for lines that keep the plain name of their function.
const plainName = -1

// work is memory for one stack at a time.
type work struct {
	lines    []FunctionID
	facts    []*evidence.Facts
	removed  []bool
	names    []int32
	wanted   []int
	context  evidence.Context
	shown    []int
	key      []Run
	evidence []evidence.Frame
	frames   []Frame
}
