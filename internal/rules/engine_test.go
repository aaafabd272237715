package rules

import "testing"

// TestNamesSeenBefore holds that a name is read once whatever its hash is, but not for one that is read otherwise.
func TestNamesSeenBefore(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	const hash, other = "::h0123456789abcdef", "::hfedcba9876543210"
	tests := []struct {
		first, then, text string
		same              bool
	}{
		{"shop::pay" + hash, "shop::pay" + other, "shop::pay", true},
		{"shop::cancel", "shop::cancel" + hash, "shop::cancel", false},
		{"shop::refund" + hash + " (.cold)", "shop::refund" + hash + " (.cold)" + other, "shop::refund" + hash + " (.cold)", false},
	}
	for _, test := range tests {
		before, firstErr := r.read(test.first)
		facts, thenErr := r.read(test.then)
		if firstErr != nil || thenErr != nil || facts.Text != test.text || (facts == before) != test.same {
			t.Errorf("%q reads as %q after %q, %q (%v, %v)", test.then, facts.Text, test.first, before.Text, firstErr, thenErr)
		}
	}
}
