package rewrite_test

// Bodies that were inlined into plumbing, against what the debug information of the same programs says: a build whose debug
// information was stripped has the same code as the one that has it, in whose texts inlined functions have frames.

import (
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// inlinedScore counts, for one build without debug information, what is left of the innermost function of the application.
type inlinedScore struct {
	judged  int // texts whose twin with debug information has a function of the application
	frame   int // it has a frame of its own
	shown   int // it is shown in place of the plumbing that it was inlined into
	named   int // a frame that stays names it
	lost    int // it is named by frames that go alone
	nowhere int // no frame names it
	bodies  int // frames that are shown under the name of a body
	right   int // of which the body is on the stack
}

func (s *inlinedScore) add(o inlinedScore) {
	s.judged += o.judged
	s.frame += o.frame
	s.shown += o.shown
	s.named += o.named
	s.lost += o.lost
	s.nowhere += o.nowhere
	s.bodies += o.bodies
	s.right += o.right
}

// TestInlinedBodies holds that no text loses the only frame that names where it happened.
func TestInlinedBodies(t *testing.T) {
	twins := map[string]corpus.Scenario{}
	builds := loadCorpus(t)
	id := func(build string, s corpus.Scenario) string {
		return strings.Join([]string{build, s.Program, s.Name, string(s.Form)}, " ")
	}
	for _, build := range builds {
		for _, s := range build.Scenarios {
			twins[id(build.Name, s)] = s
		}
	}
	r := newRewriter(t, rewrite.Options{Explain: true})
	var all inlinedScore
	t.Logf("%-22s %6s %6s %6s %6s %6s %8s %7s %6s", "build", "judged", "frame", "shown", "named", "lost", "nowhere", "bodies", "right")
	for _, build := range builds {
		twin, stripped := strings.CutSuffix(build.Name, "-stripped")
		if !stripped {
			continue
		}
		var s inlinedScore
		for _, scenario := range build.Scenarios {
			s.add(inlinedScoreOf(t, r, build.Name, scenario, twins[id(twin+"-release", scenario)]))
		}
		t.Logf("%-22s %6d %6d %6d %6d %6d %8d %7d %6d", build.Name, s.judged, s.frame, s.shown, s.named, s.lost, s.nowhere, s.bodies, s.right)
		all.add(s)
	}
	if all.lost > 0 {
		t.Errorf("%d texts in which only frames that go name the innermost function of the application", all.lost)
	}
	if all.bodies < 100 || all.right < all.bodies*96/100 {
		t.Errorf("%d bodies shown, of which %d are on the stack", all.bodies, all.right)
	}
}

func inlinedScoreOf(t *testing.T, r *rewrite.Rewriter, build string, scenario, twin corpus.Scenario) inlinedScore {
	var s inlinedScore
	truth := applicationNames(t, r, twin)
	_, report := r.Text(scenario.Text)
	if len(truth) == 0 || len(report.Explanations) != len(scenario.Frames) {
		return s
	}
	where := scenario.Program + "/" + scenario.Name + " " + string(scenario.Form)
	keys := map[rustname.Key]bool{}
	for i, line := range explain(r, twin.Text) {
		if twin.Frames[i].Application {
			addKeys(keys, line.Name)
		}
	}
	want := truth[0]
	var own, shown, stays, goes bool
	for i, e := range report.Explanations {
		is := names(e.Name, want)
		switch {
		case e.Inlined && strings.HasPrefix(e.Reason, "its body"):
			shown = shown || keyOf(e.Result) == keyOf(want) || names(e.Result, want)
			if scenario.Frames[i].Match != corpus.ByAddress {
				continue // code of two functions that was merged bears the name of one of them
			}
			s.bodies++
			if keys[keyOf(e.Result)] {
				s.right++
			} else if verbose {
				t.Logf("%s %s: %s is not on the stack, but %q", build, where, e.Result, truth)
			}
		case scenario.Frames[i].Application && keyOf(e.Name) == keyOf(want):
			own = true
		case is && e.Removed:
			goes = true
		case is:
			stays = true
		}
	}
	s.judged++
	switch {
	case own:
		s.frame++
	case shown:
		s.shown++
	case stays:
		s.named++
	case goes:
		s.lost++
		if verbose {
			t.Logf("%s %s: only frames that go name %s", build, where, want)
		}
	default:
		s.nowhere++
	}
	return s
}

// applicationNames returns the names of the application's frames of a text, innermost first, without those of a panic hook.
func applicationNames(t *testing.T, r *rewrite.Rewriter, s corpus.Scenario) []string {
	_, report := r.Text(s.Text)
	if len(report.Explanations) != len(s.Frames) {
		return nil
	}
	from := 0
	for i, e := range report.Explanations {
		if e.Class == rewrite.Panic && strings.Contains(e.Name, "panicking") {
			from = i
		}
	}
	var found []string
	for i, f := range s.Frames {
		if i >= from && f.Application {
			found = append(found, report.Explanations[i].Name)
		}
	}
	return found
}

func explain(r *rewrite.Rewriter, text string) []rewrite.Explanation {
	_, report := r.Text(text)
	return report.Explanations
}

// addKeys adds the keys of a name and of the closures that it lies in: which of the blocks in a closure is polled, the name of
// what polls it does not say.
func addKeys(keys map[rustname.Key]bool, name string) {
	n, err := rustname.Read(name)
	if err != nil {
		return
	}
	keys[n.Key()] = true
	for i := range n.Closures {
		keys[n.Closures[i].Key] = true
	}
}

func keyOf(name string) rustname.Key {
	n, err := rustname.Read(name)
	if err != nil {
		return 0
	}
	return n.Key()
}

// names reports whether a name has the closure or fn in it.
func names(name, wanted string) bool {
	n, err := rustname.Read(name)
	if err != nil || n.Path == nil {
		return false
	}
	key := keyOf(wanted)
	if n.Key() == key {
		return true
	}
	for i := range n.Closures {
		if n.Closures[i].Key == key {
			return true
		}
	}
	w, err := rustname.Read(wanted)
	if err != nil {
		return false
	}
	if leaf := len(w.Closures) - 1; leaf >= 0 {
		return strings.Contains(n.Text, w.Closures[leaf].OwnerPath.Of(w.Text)) && !w.Closures[leaf].Nested
	}
	return strings.Contains(n.Text, w.Text)
}
