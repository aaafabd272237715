package crates

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// namesIn returns the names in a table whose comments start with #.
func namesIn(text string) []string {
	var names []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			names = append(names, strings.Fields(line)...)
		}
	}
	return names
}

// TestPublicCrates holds that the table is in order, has names of libraries and says where it is from.
func TestPublicCrates(t *testing.T) {
	names := namesIn(publicNames)
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) || len(names) < 2500 {
		t.Errorf("%d names, which are out of order or there twice", len(names))
	}
	if !strings.Contains(publicNames, "# From: ") {
		t.Error("the table does not say where it is from")
	}
	for name, want := range map[string]bool{
		"serde": true, "serde_json": true, "sqlx_core": false, "md5": true, "md_5": false, "webpki": true, "syscall": true,
		"api": false, "core": false, "": false,
	} {
		if IsPublic(name) != want {
			t.Errorf("%q is public: %v, want %v", name, IsPublic(name), want)
		}
	}
}

// TestPublicCratesAreNobodysOwn counts the names that programs give their own crates and the table takes for public ones.
func TestPublicCratesAreNobodysOwn(t *testing.T) {
	text, err := os.ReadFile("testdata/own.txt")
	if err != nil {
		t.Fatal(err)
	}
	own := namesIn(string(text))
	if len(own) < 2000 {
		t.Fatalf("%d names of own crates", len(own))
	}
	var mistaken []string
	for _, name := range own {
		if IsPublic(name) {
			mistaken = append(mistaken, name)
		}
	}
	t.Logf("%d of %d own crates mistaken", len(mistaken), len(own))
	if len(mistaken) > 0 {
		t.Errorf("taken for public: %q", mistaken)
	}
}
