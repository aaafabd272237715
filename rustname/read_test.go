package rustname

import "testing"

// TestCutHash checks that names that differ only in the hash that CutHash cuts off read the same.
func TestCutHash(t *testing.T) {
	const hash, other = "::h0123456789abcdef", "::hfedcba9876543210"
	tests := []struct {
		printed, name string
		cut           bool
	}{
		{"app::run" + hash, "app::run", true},
		{"app[1a2b]::run" + hash, "app[1a2b]::run", true},
		{"app::run" + other + hash, "app::run" + other, true},
		{hash, "", true},
		{"app::run", "app::run", false},
		{"app::run" + hash + ".llvm.1", "app::run" + hash + ".llvm.1", false},
		{"app::run::h0123456789abcdeg", "app::run::h0123456789abcdeg", false},
		{"app!run" + hash, "app!run", true},
		{"app!ZN3app3run17h0123456789abcdefE" + hash, "app!ZN3app3run17h0123456789abcdefE" + hash, false},
		{"ZN3app3run17h0123456789abcdefE" + hash, "ZN3app3run17h0123456789abcdefE" + hash, false},
	}
	for _, test := range tests {
		name, cut := CutHash(test.printed)
		if name != test.name || cut != test.cut {
			t.Errorf("%q: %q, %v, not %q, %v", test.printed, name, cut, test.name, test.cut)
		}
		if !cut {
			continue
		}
		one, oneErr := Read(test.printed)
		two, twoErr := Read(name + other)
		if oneErr != nil || twoErr != nil || one.Text != two.Text {
			t.Errorf("%q reads as %v, %v, and with another hash as %v, %v", test.printed, one, oneErr, two, twoErr)
		}
	}
}
