package machinecode

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// newTestTargets has a function, a slot with the address of one and a message.
func newTestTargets(addresses map[uint64]kindOfTarget) *targets {
	t := &targets{resumed: map[uint64]target{}, pages: make([]uint64, 1<<pageBits/64), low: 1 << 63}
	for at, what := range addresses {
		t.resumed[at] = target{Async, what}
		t.low, t.high = min(t.low, at), max(t.high, at)
		t.pages[at%(1<<pageBits)/64] |= 1 << (at % 64)
	}
	return t
}

func words(instructions ...uint32) []byte {
	var code []byte
	for _, w := range instructions {
		code = binary.LittleEndian.AppendUint32(code, w)
	}
	return code
}

func TestReferencesInARM64(t *testing.T) {
	// At 0x10d78, as GNU's assembler writes them.
	cases := []struct {
		what string
		code []byte
		to   uint64
	}{
		{"adrp x0, 0x0; add x0, x0, #0x680", words(0x90ffff80, 0x911a0000), 0x680},
		{"adrp x2, 0x22000; add x2, x2, #0xe8", words(0xb0000082, 0x9103a042), 0x210e8},
		{"bl 0x11400", words(0x940001a2), 0x11400},
		{"b 0x11400", words(0x140001a2), 0x11400},
		{"bl 0x10c78, backwards", words(0x97ffffc0), 0x10c78},
		{"adrp x8, 0x22000; nop; ldr x8, [x8, #0xf8]", words(0xb0000088, 0xd503201f, 0xf9407d08), 0x210f8},
		{"adr x0, 0x10d7c", words(0x10000020), 0x10d7c},
	}
	for _, c := range cases {
		var found []uint64
		scanARM64(c.code, 0x10d78, newTestTargets(map[uint64]kindOfTarget{c.to: resumedFunction}), func(r reference) {
			found = append(found, r.to)
		})
		if !slices.Equal(found, []uint64{c.to}) {
			t.Errorf("%s: %#x, want %#x", c.what, found, c.to)
		}
	}
}

func TestReferencesInAMD64(t *testing.T) {
	const target = 0x2000
	cases := []struct {
		what   string
		before []byte
		want   bool
	}{
		{"call", []byte{0x90, 0xe8}, true},
		{"jmp", []byte{0x90, 0xe9}, true},
		{"jne", []byte{0x0f, 0x85}, true},
		{"call *slot(%rip)", []byte{0xff, 0x15}, true},
		{"jmp *slot(%rip)", []byte{0xff, 0x25}, true},
		{"lea message(%rip), %rdi", []byte{0x48, 0x8d, 0x3d}, true},
		{"mov slot(%rip), %rax", []byte{0x48, 0x8b, 0x05}, true},
		{"lea 0x…(%rdi), %rdi", []byte{0x48, 0x8d, 0xbf}, false},
		{"mov $…, %eax", []byte{0x90, 0xb8}, false},
	}
	for _, c := range cases {
		const address = 0x1000
		end := address + len(c.before) + 4
		code := binary.LittleEndian.AppendUint32(slices.Clone(c.before), uint32(int32(target-end)))
		found := false
		scanAMD64(code, address, newTestTargets(map[uint64]kindOfTarget{target: resumedFunction}), func(reference) { found = true })
		if found != c.want {
			t.Errorf("%s: found %v", c.what, found)
		}
	}
}

// TestShortCode reads code that ends in the middle of an instruction.
func TestShortCode(t *testing.T) {
	none := newTestTargets(map[uint64]kindOfTarget{1: resumedFunction})
	for n := range 9 {
		for _, scan := range scanners {
			scan(make([]byte, n), 0, none, func(r reference) { t.Errorf("%d bytes: %+v", n, r) })
		}
	}
}

func TestBodiesOfOneFunction(t *testing.T) {
	var f Function
	at := Location{"src/main.rs", 3, 4}
	for _, b := range []Body{{Async, Location{}}, {Async, Location{}}, {Async, at}, {Async, Location{}}, {Async, at}} {
		f.addBody(b)
	}
	if diff := cmp.Diff([]Body{{Async, at}}, f.Bodies); diff != "" {
		t.Error(diff)
	}
	for line := range 3 * maxPlaces {
		f.addBody(Body{Async, Location{"src/main.rs", line + 1, 1}})
		f.addPlace(Location{"src/main.rs", line + 1, 1})
	}
	if len(f.Bodies) != maxPlaces || len(f.Places) != maxPlaces {
		t.Errorf("%d bodies and %d places, want %d", len(f.Bodies), len(f.Places), maxPlaces)
	}
}
