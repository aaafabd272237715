package stackset

// Numbered functions, each read once.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Function is a number for a function.
type Function int32

// NoFunction is the number of unknown functions.
const NoFunction Function = 0

// Functions are the functions of this batch and earlier ones.
type Functions struct {
	engine  *rules.Engine
	names   *Names
	read    []function
	facts   []functionFacts // by function
	index   interner        // of lookups, by their texts
	found   []Function      // by number in index
	origins rules.Origins
	settled int // how many functions there were at the last settle
}

// function has what decisions need.
type function struct {
	*rules.Function
	rules.Traits
	plainName Name
}

// functionFacts has what is read for many functions in a row. It is separate so that it lies close together in memory.
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

// Add adds a function. It returns NoFunction if its name cannot be read.
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

// Known returns a function that was added, in this batch or an earlier one, and whether there is one.
func (f *Functions) Known(name, symbol, file Digest) (Function, bool) {
	n, known := f.index.lookUp(digestOfFunction(name, symbol, file))
	if !known {
		return NoFunction, false
	}
	return f.found[n], true
}

// OriginalName returns the name that a function came with.
func (f *Functions) OriginalName(n Function) Name { return f.facts[n].originalName }

// NameLength returns the length of the parsed name, which a mangled name expands to.
func (f *Functions) NameLength(n Function) int { return int(f.facts[n].nameLength) }

// IsRust reports whether a function is surely Rust.
func (f *Functions) IsRust(n Function) bool { return f.facts[n].isRust }

// Crate returns the crate that owns a function, "" if unknown.
func (f *Functions) Crate(n Function) string { return f.read[n].Crate() }

// isSettled reports whether no function was added since the last settle.
func (f *Functions) isSettled() bool { return f.settled == len(f.read) }

// settle computes the facts about functions once all functions of the batch are there. Functions added later may change
// the facts about earlier ones; earlier decisions still hold, since no stack that was decided on has a later function.
func (f *Functions) settle() {
	for i := range f.read[1:] {
		of := &f.read[i+1]
		of.Traits = f.engine.Settle(of.Function, &f.origins)
	}
	f.settled = len(f.read)
}
