package machinecode

// What a coroutine's code refers to, and nothing else does.

import (
	"bytes"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// resumedFunctions are parts of the symbols of what a coroutine that has ended calls, since 1.78
// (library/core/src/panicking.rs, panic_const; compiler/rustc_middle/src/mir/terminator.rs, AssertKind::panic_function).
// The names of those for one that panicked go on with _panic.
var resumedFunctions = []struct {
	name string
	sort Sort
}{
	{"panic_const_async_fn_resumed", Async},
	{"panic_const_async_gen_fn_resumed", AsyncGen},
	{"panic_const_gen_fn_none", Gen},
	{"panic_const_coroutine_resumed", Coroutine},
}

// resumedMessages are what core::panicking::panic is called with before 1.78 (rustc_middle/src/mir/mod.rs,
// AssertKind::description).
var resumedMessages = []struct {
	text string
	sort Sort
}{
	{"`async fn` resumed after ", Async},
	{"`async gen fn` resumed after ", AsyncGen},
	{"`gen fn` should just keep returning `None` after ", Gen},
	{"coroutine resumed after ", Coroutine},
	{"generator resumed after ", Coroutine},
}

// panicked is how the messages for a coroutine that panicked go on.
const panicked = "panicking"

// kindOfTarget says what a target is.
type kindOfTarget uint8

const (
	noTarget kindOfTarget = iota
	resumedFunction
	resumedMessage
	location
)

// targets is what is looked for in code.
type targets struct {
	resumed   map[uint64]target
	low, high uint64   // between the addresses of all targets that are no locations
	pages     []uint64 // a bit for each of the last bits of their addresses, to pass all others
	locations locationSet
	unwinds   bool
}

type target struct {
	sort Sort
	what kindOfTarget
}

// pageBits is how many of the last bits of an address say that it may be a target.
const pageBits = 16

// maxMessages bounds how many copies of a message there are. Each crate can have some.
const maxMessages = 1 << 16

func newTargets(o object.Object, pointers *object.Pointers, symbols []object.Symbol) (*targets, error) {
	t := &targets{resumed: map[uint64]target{}, pages: make([]uint64, 1<<pageBits/64)}
	for _, s := range symbols {
		t.addFunction(s.Name, s.Address)
	}
	imports, err := o.Imports()
	if err != nil {
		return nil, err
	}
	for at, name := range imports {
		t.addFunction(name, at)
	}
	data := dataRanges(o)
	if len(t.resumed) == 0 {
		t.addMessages(pointers, data)
	}
	t.locations = newLocationSet(pointers, data)
	slots := map[uint64]target{}
	for _, r := range data {
		pointers.Each(r[0], r[1], func(at, to uint64) {
			if f, ok := t.resumed[to]; ok && f.what == resumedFunction {
				slots[at] = f
			}
			t.locations.add(at, to)
		})
	}
	for at, f := range slots {
		t.resumed[at] = f
	}
	for at := range t.resumed {
		t.low, t.high = at, at
		break
	}
	for at := range t.resumed {
		t.low, t.high = min(t.low, at), max(t.high, at)
		t.pages[at%(1<<pageBits)/64] |= 1 << (at % 64)
	}
	return t, nil
}

// addFunction takes up a function, or the slot with the address of one of another file, if a coroutine calls it.
func (t *targets) addFunction(symbol string, at uint64) {
	for _, f := range resumedFunctions {
		if start := strings.Index(symbol, f.name); start >= 0 {
			t.resumed[at] = target{f.sort, resumedFunction}
			t.unwinds = t.unwinds || strings.HasPrefix(symbol[start+len(f.name):], "_panic")
		}
	}
}

// addMessages adds the places of the messages.
func (t *targets) addMessages(pointers *object.Pointers, data [][2]uint64) {
	for _, r := range data {
		in := pointers.Bytes(r[0])
		in = in[:min(uint64(len(in)), r[1]-r[0])]
		for _, m := range resumedMessages {
			for from := 0; len(t.resumed) < maxMessages; {
				at := bytes.Index(in[from:], []byte(m.text))
				if at < 0 {
					break
				}
				from += at
				t.resumed[r[0]+uint64(from)] = target{m.sort, resumedMessage}
				t.unwinds = t.unwinds || bytes.HasPrefix(in[from+len(m.text):], []byte(panicked))
				from += len(m.text)
			}
		}
	}
}

// at says what is at an address.
func (t *targets) at(address uint64) target {
	if t.pages[address%(1<<pageBits)/64]&(1<<(address%64)) != 0 && t.low <= address && address <= t.high {
		if found, ok := t.resumed[address]; ok {
			return found
		}
	}
	if t.locations.has(address) {
		return target{what: location}
	}
	return target{}
}
