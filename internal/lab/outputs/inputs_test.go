package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestFuzzValue(t *testing.T) {
	for encoded, want := range map[string]string{
		"go test fuzz v1\nstring(\"a\\n(b)\")\n":              "a\n(b)",
		"go test fuzz v1\n[]byte(\"\\xff\\x00\")\n":           "\xff\x00",
		"go test fuzz v1\nstring(`a`)\nint(1)\n":              "a",
		"go test fuzz v1\nstring(\"one\")\nstring(\"two\")\n": "one",
	} {
		if got, err := fuzzValue(encoded); err != nil || string(got) != want {
			t.Errorf("%q: %q, %v", encoded, got, err)
		}
	}
	for _, encoded := range []string{"", "string(\"a\")", "go test fuzz v1\nint(1)\n"} {
		if got, err := fuzzValue(encoded); err == nil {
			t.Errorf("%q: %q", encoded, got)
		}
	}
}

func TestFramesOf(t *testing.T) {
	text := "message\nstack backtrace:\n   0: a\n             at a.rs:1:1\n  10: b\nend\n"
	want := []string{"message\nstack backtrace:\n", "   0: a\n             at a.rs:1:1\n", "  10: b\nend\n"}
	if got := framesOf(text); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, text := range []string{"", "no frame", "   0: a\n   1: b\n"} {
		if got := strings.Join(framesOf(text), ""); got != text {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestBuildID(t *testing.T) {
	note := "\x04\x00\x00\x00\x14\x00\x00\x00\x03\x00\x00\x00GNU\x00" + strings.Repeat("\xab", 20)
	if got, want := buildID([]byte("\x7fELF"+note+"rest")), strings.Repeat("ab", 20); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, program := range []string{"", "\x7fELF", note[:30]} {
		if got := buildID([]byte(program)); got != "" {
			t.Errorf("%q: %s", program, got)
		}
	}
}

func TestSampled(t *testing.T) {
	s := newSampled()
	s.add("   0: app::inner\n             at ./src/a.rs:3:5\n   1: main\n")
	s.add("no stack")
	s.add("   0: app::inner\n             at ./src/a.rs:4:5\n")
	if want := "main;app::inner 1\napp::inner 2\n"; s.folded.String() != want {
		t.Errorf("%q, want %q", s.folded.String(), want)
	}
	if err := s.profile.CheckValid(); err != nil {
		t.Error(err)
	}
	if n := len(s.profile.Function); n != 2 {
		t.Errorf("%d functions, want one for each name", n)
	}
	if n := len(s.profile.Location); n != 3 {
		t.Errorf("%d locations, want one for each line", n)
	}
	if l := s.profile.Sample[0].Location[0].Line[0]; l.Line != 3 || l.Function.Filename != "./src/a.rs" {
		t.Errorf("line %d of %s", l.Line, l.Function.Filename)
	}
}

// TestSets checks that the product knows the options of each set, and that no two sets are the same.
func TestSets(t *testing.T) {
	names, texts := map[string]bool{}, map[string]bool{}
	for _, s := range sets {
		if _, err := configOf(s); err != nil {
			t.Error(err)
		}
		if names[s.name] || texts[s.yaml] {
			t.Errorf("%s is there twice", s.name)
		}
		names[s.name], texts[s.yaml] = true, true
	}
	for _, name := range drawn {
		if !names[name] {
			t.Errorf("no set %s", name)
		}
	}
}

// TestSetsAreShared checks that every set gets a share of many inputs, and each input the defaults and no set twice.
func TestSetsAreShared(t *testing.T) {
	inputs := map[int]int{}
	for i := range 1000 {
		numbers := setsFor(fmt.Sprintf("corpus/%d", i), false)
		if numbers[0] != 0 || len(numbers) != 1+others {
			t.Fatalf("%v", numbers)
		}
		for _, n := range slices.Compact(slices.Sorted(slices.Values(numbers))) {
			inputs[n]++
		}
	}
	total := 0
	for i := range sets {
		if inputs[i] < 50 {
			t.Errorf("%s has %d of 1000 inputs", sets[i].name, inputs[i])
		}
		total += inputs[i]
	}
	if total != 1000*(1+others) {
		t.Errorf("%d, so that some input has a set twice", total)
	}
}
