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
	"errors"
	"math"
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
	files, refs := map[string]string{}, []reference(nil)
	budget := overlapping * totalOf(codeOf(o))
	for i, r := range ranges(o, symbols) {
		if r[0] == r[1] {
			continue
		}
		f := Function{Name: symbols[i].Name, Low: r[0], High: r[1]}
		if n := len(p.Functions); n > 0 && p.Functions[n-1].Low == r[0] && p.Functions[n-1].High == r[1] {
			f.Bodies, f.Places = p.Functions[n-1].Bodies, p.Functions[n-1].Places
			p.Functions = append(p.Functions, f)
			continue
		}
		if r[1]-r[0] > budget {
			return nil, errOverlap
		}
		budget -= r[1] - r[0]
		code := p.pointers.Bytes(r[0])
		code = code[:min(uint64(len(code)), r[1]-r[0])]
		reader := functionReader{targets: t, pointers: &p.pointers, machine: o.Machine(), function: &f, code: code, files: files, refs: refs[:0]}
		scan(code, r[0], t, reader.add)
		reader.finish()
		refs = reader.refs
		p.Functions = append(p.Functions, f)
	}
	return p, nil
}

// overlapping is how often code and data are read at most. They are read once, unless a file is made so that its parts
// overlap.
const overlapping = 4

var errOverlap = errors.New("damaged: its symbols overlap")

// maxCode bounds how many ranges of code are read. Programs have some five sections of it.
const maxCode = 1 << 8

// codeOf returns the ranges of addresses that hold code, ascending.
func codeOf(o object.Object) [][2]uint64 {
	code := slices.DeleteFunc(slices.Clone(o.Code()), func(r [2]uint64) bool { return r[0] >= r[1] })
	slices.SortFunc(code, func(a, b [2]uint64) int { return cmp.Compare(a[0], b[0]) })
	return code[:min(len(code), maxCode)]
}

func totalOf(ranges [][2]uint64) uint64 {
	total := uint64(0)
	for _, r := range ranges {
		total += r[1] - r[0]
	}
	return total
}

// ranges returns where the code of each symbol is. Where the format does not say how long it is, it ends with the next.
// Functions that the linker found to be equal have several symbols.
func ranges(o object.Object, symbols []object.Symbol) [][2]uint64 {
	code := codeOf(o)
	found := make([][2]uint64, len(symbols))
	next := uint64(math.MaxUint64) // the address of the next symbol that is elsewhere
	for i := len(symbols) - 1; i >= 0; i-- {
		s := symbols[i]
		if i+1 < len(symbols) && symbols[i+1].Address != s.Address {
			next = symbols[i+1].Address
		}
		section := slices.IndexFunc(code, func(r [2]uint64) bool { return r[0] <= s.Address && s.Address < r[1] })
		if section < 0 {
			continue
		}
		end := code[section][1]
		if s.Size > 0 {
			end = s.Address + min(s.Size, end-s.Address)
		} else {
			end = min(end, next)
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

// dataRanges returns the ranges of loaded addresses that hold no code, ascending. A segment can have both.
func dataRanges(o object.Object) [][2]uint64 {
	segments := o.Segments()
	slices.SortFunc(segments, func(a, b object.Segment) int { return cmp.Compare(a.Address, b.Address) })
	code := codeOf(o)
	var data [][2]uint64
	budget := overlapping * uint64(len(o.Raw()))
	add := func(from, to uint64) {
		if from < to && to-from <= budget {
			budget -= to - from
			data = append(data, [2]uint64{from, to})
		}
	}
	for _, s := range segments {
		at, end := s.Address, s.Address+s.Size
		for _, c := range code {
			if c[1] > at && c[0] < end {
				add(at, min(c[0], end))
				at = max(at, c[1])
			}
		}
		add(at, end)
	}
	return data
}
