package stackset

// Functions by number, each read once.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Function is a number for a function.
type Function int32

// NoFunction stands for a function that is not known.
const NoFunction Function = 0

// Functions are the functions of this batch and of those before.
type Functions struct {
	engine  *rules.Engine
	names   *Names
	read    []function
	facts   []functionFacts // by function
	index   interner        // of what was asked for, by the texts
	found   []Function      // by number in index
	origins rules.Origins
	settled int // how many functions there were when they were settled last
}

// function is what stacks are decided by.
type function struct {
	*rules.Function
	rules.Traits
	plainName Name
}

// functionFacts is what is asked of functions one after the other. It is apart, so that it lies close together.
type functionFacts struct {
	isRust       bool
	originalName Name
	nameLength   int32
}

func newFunctions(engine *rules.Engine, names *Names) Functions {
	unnamed := rules.Unnamed()
	return Functions{
		engine: engine, names: names,
		read:  []function{{Function: unnamed, Traits: engine.Settle(unnamed, &rules.Origins{})}},
		facts: []functionFacts{{originalName: NoName}},
	}
}

// Add takes up a function. It returns NoFunction for one whose name cannot be read.
func (f *Functions) Add(name, symbol, file string) Function {
	n, known := f.index.find(digestOfFunction(DigestOf(name), DigestOf(symbol), DigestOf(file)))
	if !known {
		f.found = append(f.found, f.add(name, symbol, file))
	}
	return f.found[n]
}

func (f *Functions) add(name, symbol, file string) Function {
	read, err := f.engine.NewFunction(name, symbol, file)
	if err != nil {
		return NoFunction
	}
	f.origins.Add(read)
	facts := functionFacts{isRust: read.IsRust()}
	added := function{Function: read, plainName: f.names.Number(read.PlainName())}
	facts.originalName = f.names.Number(name)
	if of := read.Frame().NameFacts; of != nil {
		facts.nameLength = int32(len(of.Text))
	}
	f.read, f.facts = append(f.read, added), append(f.facts, facts)
	return Function(len(f.read) - 1)
}

// Known returns a function that was taken up, in this batch or one before, and whether there is one.
func (f *Functions) Known(name, symbol, file Digest) (Function, bool) {
	n, known := f.index.lookUp(digestOfFunction(name, symbol, file))
	if !known {
		return NoFunction, false
	}
	return f.found[n], true
}

// OriginalName returns the name that a function came with.
func (f *Functions) OriginalName(n Function) Name { return f.facts[n].originalName }

// NameLength returns the length of the name that was read, which a mangled one stands for.
func (f *Functions) NameLength(n Function) int { return int(f.facts[n].nameLength) }

// IsRust reports whether a function is surely Rust's.
func (f *Functions) IsRust(n Function) bool { return f.facts[n].isRust }

// Crate returns the crate that owns a function, "" where that is not known.
func (f *Functions) Crate(n Function) string { return f.read[n].Crate() }

// isSettled reports whether no function was added since they were settled.
func (f *Functions) isSettled() bool { return f.settled == len(f.read) }

// settle finds out what is known of functions by themselves, now that all of the batch are there. One that is added later
// may change that of others; what was decided before is right all the same, since it is in no stack that was decided on.
func (f *Functions) settle() {
	for i := range f.read[1:] {
		of := &f.read[i+1]
		of.Traits = f.engine.Settle(of.Function, &f.origins)
	}
	f.settled = len(f.read)
}
