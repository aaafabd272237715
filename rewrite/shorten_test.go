package rewrite_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// TestMaxBytesOverTheCorpus holds what the option promises: what goes are whole frames from the outer end, where it happened
// stays, and the text is left alone by a second pass, with the option and without.
func TestMaxBytesOverTheCorpus(t *testing.T) {
	const limit = 2048
	whole, short := newRewriter(t, rewrite.Options{Summarize: true}), newRewriter(t, rewrite.Options{Summarize: true, MaxBytes: limit})
	texts, tooLong, stillTooLong := 0, 0, 0
	for _, text := range textsOfBuilds(t, "1.95-v0-debug", "1.63-legacy-release") {
		cleaned, want := whole.Text(text)
		shortened, got := short.Text(text)
		texts++
		if len(cleaned) <= limit {
			if shortened != cleaned {
				t.Fatalf("a text of %d bytes was shortened:\n%s", len(cleaned), shortened)
			}
			continue
		}
		tooLong++
		if got.Fingerprint != want.Fingerprint || got.Culprit != want.Culprit {
			t.Errorf("another failure: %v, not %v, in\n%s", got.Culprit, want.Culprit, shortened)
		}
		if want.Culprit.Function != "" && !strings.Contains(shortened, want.Culprit.Function) {
			t.Errorf("%s is lost in\n%s", want.Culprit.Function, shortened)
		}
		if len(shortened) > limit {
			stillTooLong++
			if frames := keptFrames(t, shortened); frames > stacksIn(t, shortened) {
				t.Errorf("%d bytes with %d frames:\n%s", len(shortened), frames, shortened)
			}
		}
		for name, again := range map[string]*rewrite.Rewriter{"with the option": short, "without": whole} {
			if second, _ := again.Text(shortened); second != shortened {
				t.Errorf("a second pass %s changes\n%s\nto\n%s", name, shortened, second)
			}
		}
	}
	t.Logf("%d texts, %d longer than %d bytes when cleaned, %d of those that cannot be as short", texts, tooLong, limit, stillTooLong)
	if tooLong < 20 {
		t.Errorf("only %d texts are too long to say anything", tooLong)
	}
}

func textsOfBuilds(t *testing.T, names ...string) (texts []string) {
	t.Helper()
	for _, build := range loadCorpus(t) {
		if !slices.Contains(names, build.Name) {
			continue
		}
		for _, s := range build.Scenarios {
			texts = append(texts, s.Text)
		}
	}
	return texts
}

func keptFrames(t *testing.T, text string) (frames int) {
	t.Helper()
	trace, err := stacktext.Find(text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range trace.Frames {
		if trace.Frames[i].Omitted == 0 {
			frames++
		}
	}
	return frames
}

func stacksIn(t *testing.T, text string) int {
	t.Helper()
	trace, err := stacktext.Find(text)
	if err != nil {
		t.Fatal(err)
	}
	return len(trace.Stacks)
}

func TestMaxBytesLeavesMessagesAndTheLastFrame(t *testing.T) {
	const text = "could not pay for order 7 of a customer who has many\n\nStack backtrace:\n" +
		"   0: serde_json::de::from_str\n             at /registry/src/serde_json-1.0.91/src/de.rs:5:5\n" +
		"   1: shop::checkout::pay\n             at ./src/checkout.rs:41:9\n" +
		"   2: shop::checkout::order\n             at ./src/checkout.rs:20:25\n" +
		"   3: shop::main\n             at ./src/main.rs:3:5\n"
	for limit, want := range map[int]string{
		len(text): text,
		len(text) - 1: "could not pay for order 7 of a customer who has many\n\nStack backtrace:\n" +
			"   0: serde_json::de::from_str\n             at /registry/src/serde_json-1.0.91/src/de.rs:5:5\n" +
			"   1: shop::checkout::pay\n             at ./src/checkout.rs:41:9\n" +
			"   2: shop::checkout::order\n             at ./src/checkout.rs:20:25\n" +
			"      [... omitted 1 frame ...]\n",
		270: "could not pay for order 7 of a customer who has many\n\nStack backtrace:\n" +
			"   0: serde_json::de::from_str\n             at /registry/src/serde_json-1.0.91/src/de.rs:5:5\n" +
			"   1: shop::checkout::pay\n             at ./src/checkout.rs:41:9\n" +
			"      [... omitted 2 frames ...]\n",
		1: "could not pay for order 7 of a customer who has many\n\nStack backtrace:\n" +
			"      [... omitted 1 frame ...]\n" +
			"   0: shop::checkout::pay\n             at ./src/checkout.rs:41:9\n" +
			"      [... omitted 2 frames ...]\n",
	} {
		if got, report := newRewriter(t, rewrite.Options{MaxBytes: limit}).Text(text); got != want {
			t.Errorf("%d bytes: %s %s, got\n%s", limit, report.Outcome, report.Reason, got)
		}
	}
}

func TestMaxBytesIsOfTheWholeText(t *testing.T) {
	const stack = "   0: shop::checkout::pay\n             at ./src/checkout.rs:41:9\n" +
		"   1: shop::main\n             at ./src/main.rs:3:5\n"
	r := newRewriter(t, rewrite.Options{MaxBytes: len(stack) + 100})
	for _, message := range []int{0, 100, 101, 0, 101} { // the same stack below messages of several lengths
		text := strings.Repeat("m", max(message-2, 0)) + "\n\n"[:min(message, 2)] + stack
		if got, _ := r.Text(text); (got == text) != (message <= 100) {
			t.Errorf("below a message of %d bytes:\n%s", message, got)
		}
	}
}

// TestMaxBytesIsStableInTrees checks that a Collector behind another with the same limit has nothing left to cut, where
// branches of a tree grow together.
func TestMaxBytesIsStableInTrees(t *testing.T) {
	const text = "╼ errs::main::{{closure}} at src/main.rs:50:162\n" +
		"╼ errs::main::{{closure}} at src/main.rs:50:367\n" +
		"  └╼ errs::main::{{closure}}::{{closure}} at src/main.rs:50:410\n" +
		"     └╼ errs::main::{{closure}}::{{closure}}::{{closure}} at src/main.rs:50:466\n"
	for limit := 1; limit <= len(text); limit++ {
		r := newRewriter(t, rewrite.Options{MaxBytes: limit})
		once, report := r.Text(text)
		if twice, _ := r.Text(once); twice != once {
			t.Errorf("%d bytes: a second pass changes\n%s\nto\n%s", limit, once, twice)
		}
		kept := 0
		for _, frames := range report.Kept {
			kept += frames
		}
		if want := keptFrames(t, once); kept != want {
			t.Errorf("%d bytes: %d frames counted, %d left in\n%s", limit, kept, want, once)
		}
	}
}
