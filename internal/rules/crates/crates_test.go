package crates

import (
	"strings"
	"testing"
)

// TestRowsStandAlone holds that every row says what it is about and why, and that each crate is there once.
func TestRowsStandAlone(t *testing.T) {
	seen := map[string]bool{}
	for _, crate := range All {
		if seen[crate.Name] {
			t.Errorf("%s is there twice", crate.Name)
		}
		seen[crate.Name] = true
		for _, row := range crate.Frames {
			checkReason(t, row.Pattern, row.Reason)
			checkSeen(t, row.Pattern, row.Seen)
		}
		for _, row := range crate.Callers {
			checkReason(t, row.Pattern, row.Reason)
			checkSeen(t, row.Pattern, row.Seen)
			if row.Role == NoRole {
				t.Errorf("%s: no role", row.Pattern)
			}
		}
		for _, row := range crate.Arguments {
			checkReason(t, row.Path, row.Reason)
			checkSeen(t, row.Path, row.Seen)
			if len(row.Futures)+len(row.Functions)+len(row.Makers)+len(row.Services) == 0 {
				t.Errorf("%s: no argument", row.Path)
			}
		}
		for _, row := range crate.Impls {
			checkReason(t, row.Trait, row.Reason)
		}
		for _, row := range crate.Traits {
			checkReason(t, row.Pattern, row.Reason)
		}
	}
}

func checkReason(t *testing.T, row, reason string) {
	t.Helper()
	if len(reason) < 2 || strings.Contains(reason, "likewise") || strings.Contains(reason, "the same") {
		t.Errorf("%s: no reason that can stand alone: %q", row, reason)
	}
}

func checkSeen(t *testing.T, row, seen string) {
	t.Helper()
	if seen == "" {
		t.Errorf("%s: say in which version it was seen, or that it was read in its source", row)
	}
}
