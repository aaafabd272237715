// Package machinecode reads what a program's code says where there is no debug information: which functions are coroutines,
// and where in the source these and what was inlined into them are.
//
// In goes an object file with symbols; out come its functions. Start at Read.
//
// A coroutine that is polled again after its end panics, so its code refers to a function or message for that, which nothing
// else refers to. It hands over the place of its body, a core::panic::Location. Other panics hand over theirs.
package machinecode

import (
	"cmp"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// Sort is what sort of coroutine a function's code is of.
type Sort uint8

// The sorts. NoCoroutine is the zero value.
const (
	NoCoroutine Sort = iota
	Async
	Gen
	AsyncGen
	Coroutine // a closure that yields, which nightly has
)

// Location is a place in the source: what core::panic::Location says.
type Location struct {
	File         string
	Line, Column int
}

// Body is a coroutine's body in the code of a function: its own, or one that was inlined.
type Body struct {
	Sort Sort
	At   Location // zero if the program does not say it
}

// Function is what the code of a function says.
type Function struct {
	Name   string // its symbol
	Low    uint64
	High   uint64     // where it ends
	Bodies []Body     // each once, in the order of the code
	Places []Location // of all panics, each once, in the order of the code
}

// Program is what the code of a program says.
type Program struct {
	Functions []Function // that are in the symbol table, ascending
	// Unwinds says that a coroutine of the program panics when it is polled again after a panic. Where no panic unwinds,
	// one that never ends has no check at all.
	Unwinds bool

	pointers object.Pointers
}

// Supported reports whether the code of the machine can be read.
func Supported(machine object.Machine) bool { return scanners[machine] != nil }

// scanners read references in a function's code.
var scanners = map[object.Machine]func(code []byte, address uint64, targets *targets, found func(reference)){
	object.AMD64: scanAMD64,
	object.ARM64: scanARM64,
}

// reference is an instruction that has the address of something.
type reference struct {
	from uint64 // the address of the instruction, or close to it
	to   uint64
	what kindOfTarget
}

// Read reads the code of a file's functions. The symbols are those that the file has, ascending.
func Read(o object.Object, symbols []object.Symbol) (*Program, error) {
	pointers, err := o.Pointers()
	if err != nil {
		return nil, err
	}
	p := &Program{pointers: pointers}
	scan := scanners[o.Machine()]
	if scan == nil {
		return p, nil
	}
	t, err := newTargets(o, &p.pointers, symbols)
	if err != nil {
		return nil, err
	}
	p.Unwinds = t.unwinds
	for i, r := range ranges(o, symbols) {
		if r[0] == r[1] {
			continue
		}
		f := Function{Name: symbols[i].Name, Low: r[0], High: r[1]}
		code := p.pointers.Bytes(r[0])
		code = code[:min(uint64(len(code)), r[1]-r[0])]
		reader := functionReader{targets: t, pointers: &p.pointers, machine: o.Machine(), function: &f, code: code}
		scan(code, r[0], t, reader.add)
		reader.finish()
		p.Functions = append(p.Functions, f)
	}
	return p, nil
}

// ranges returns where the code of each symbol is. Where the format does not say how long it is, it ends with the next.
// Functions that the linker found to be equal have several symbols.
func ranges(o object.Object, symbols []object.Symbol) [][2]uint64 {
	code := o.Code()
	found := make([][2]uint64, len(symbols))
	for i, s := range symbols {
		section, ok := slices.BinarySearchFunc(code, s.Address, func(r [2]uint64, address uint64) int {
			switch {
			case r[1] <= address:
				return -1
			case r[0] > address:
				return 1
			}
			return 0
		})
		if !ok {
			continue
		}
		end := code[section][1]
		if s.Size > 0 {
			end = min(end, s.Address+min(s.Size, end-s.Address))
		} else {
			for j := i + 1; j < len(symbols); j++ {
				if symbols[j].Address > s.Address {
					end = min(end, symbols[j].Address)
					break
				}
			}
		}
		found[i] = [2]uint64{s.Address, end}
	}
	return found
}

// EachPointer calls f with each address that is in the program's data.
func (p *Program) EachPointer(o object.Object, f func(to uint64)) {
	for _, r := range dataRanges(o) {
		p.pointers.Each(r[0], r[1], func(_, to uint64) { f(to) })
	}
}

// dataRanges returns the ranges of addresses that hold no code.
func dataRanges(o object.Object) [][2]uint64 {
	code := o.Code()
	var ranges [][2]uint64
	for _, s := range o.Segments() {
		if !slices.ContainsFunc(code, func(c [2]uint64) bool { return c[0] < s.Address+s.Size && s.Address < c[1] }) {
			ranges = append(ranges, [2]uint64{s.Address, s.Address + s.Size})
		}
	}
	slices.SortFunc(ranges, func(a, b [2]uint64) int { return cmp.Compare(a[0], b[0]) })
	return ranges
}
