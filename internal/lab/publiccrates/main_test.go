package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPublicNames holds which names are taken from the counts, and under which name.
func TestPublicNames(t *testing.T) {
	const counts = "# Counted somewhere\nzip\t5\t0\nmd_5\t31\t0\nsqlx\t9\t1\nrare\t1\t0\nmd5\t9\t0\n"
	const want = "# Crates that at least two of the programs counted have from a registry, and none has as its own; names of libraries.\n" +
		"# From: Counted somewhere\nmd5 zip\n"
	got, err := publicNames(counts)
	if err != nil {
		t.Fatal(err)
	}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Error(difference)
	}
	for _, wrong := range []string{"zip\t5\n", "zip\tmany\t0\n"} {
		if _, err := publicNames(wrong); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}
