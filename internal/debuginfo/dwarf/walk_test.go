package dwarf

import (
	"debug/dwarf"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// unitOf returns a unit with a tree of subprograms: "(" begins one with children, ")" ends it, "." is one without.
func unitOf(t *testing.T, tree string) *Unit {
	t.Helper()
	const unit, parent, leaf, subprogram = 1, 2, 3, 0x2e
	abbreviations := []byte{
		unit, 0x11, 1, 0, 0,
		parent, subprogram, 1, 0, 0,
		leaf, subprogram, 0, 0, 0,
		0,
	}
	entries := []byte{unit}
	for _, c := range tree {
		entries = append(entries, map[rune]byte{'(': parent, ')': 0, '.': leaf}[c])
	}
	header := []byte{4, 0, 0, 0, 0, 0, 8} // version 4, offset of the abbreviations, bytes of an address
	info := binary.LittleEndian.AppendUint32(nil, uint32(len(header)+len(entries)))
	info = slices.Concat(info, header, entries)
	data, err := dwarf.New(abbreviations, nil, nil, info, nil, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := data.Reader().Next()
	if err != nil {
		t.Fatal(err)
	}
	return &Unit{Data: data, Entry: entry}
}

func body(t *testing.T, tree string) *dwarf.Reader {
	t.Helper()
	reader, err := unitOf(t, tree).Body()
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func TestWalk(t *testing.T) {
	for tree, want := range map[string]string{
		")":            "",
		".)":           "0",
		"..)":          "0 0",
		"(.(.)).)":     "0 1 1 2 /2 /1 0",
		"().)":         "0 /1 0",
		"((":           "0 1", // cut off
		".).":          "0",   // what comes after the unit is another's
		"(.)().()..))": "0 1 /1 0 /1 0 0 /1 0 0",
	} {
		var steps []string
		enter := func(_ *dwarf.Entry, depth int) (int, error) {
			steps = append(steps, strconv.Itoa(depth))
			return depth + 1, nil
		}
		leave := func(depth int) error {
			steps = append(steps, "/"+strconv.Itoa(depth))
			return nil
		}
		if err := Walk(body(t, tree), 0, enter, leave); err != nil {
			t.Errorf("%s: %v", tree, err)
		}
		if got := strings.Join(steps, " "); got != want {
			t.Errorf("%s: %s, want %s", tree, got, want)
		}
	}
}

func TestWalkEndsAtAnError(t *testing.T) {
	stop := errors.New("stop")
	entered := 0
	enter := func(*dwarf.Entry, bool) (bool, error) {
		if entered++; entered == 2 {
			return false, stop
		}
		return true, nil
	}
	if err := Walk(body(t, "(...))"), true, enter, nil); !errors.Is(err, stop) || entered != 2 {
		t.Errorf("%v after %d entries", err, entered)
	}
	enter = func(*dwarf.Entry, bool) (bool, error) { return true, nil }
	if err := Walk(body(t, "(...))"), true, enter, func(bool) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("%v at the end of an entry", err)
	}
}

// TestTreeThatIsTooDeep has the functions of a unit read too, which once took a tree of any depth.
func TestTreeThatIsTooDeep(t *testing.T) {
	enter := func(*dwarf.Entry, bool) (bool, error) { return true, nil }
	for depth, fails := range map[int]bool{maxNesting: false, maxNesting + 1: true, 1 << 16: true} {
		tree := strings.Repeat("(", depth) + strings.Repeat(")", depth+1)
		err := Walk(body(t, tree), true, enter, nil)
		if (err != nil) != fails || fails && !strings.Contains(err.Error(), "nested more than 1024 deep") {
			t.Errorf("%d deep: %v", depth, err)
		}
		if _, err := ReadFunctions(unitOf(t, tree)); (err != nil) != fails {
			t.Errorf("functions %d deep: %v", depth, err)
		}
	}
}
