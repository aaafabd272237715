package rewrite_test

// Cleans the whole corpus and compares with what debug information says about every frame.

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// score counts what cleaning promises, for the texts of one build.
type score struct {
	texts, unread               int
	application, lost           int // frames
	adapters, adaptersLeft      int
	plumbing, plumbingRemoved   int
	async, labelled, right      int // closure segments: async in truth, labelled async, both
	kindGiven, kindRight        int // among the segments that are async in truth and labelled
	proven, provenWrong         int // labels of that grade
	closures, unstable, noTruth int
}

func (s *score) add(o score) {
	s.texts += o.texts
	s.unread += o.unread
	s.application += o.application
	s.lost += o.lost
	s.adapters += o.adapters
	s.adaptersLeft += o.adaptersLeft
	s.plumbing += o.plumbing
	s.plumbingRemoved += o.plumbingRemoved
	s.async += o.async
	s.labelled += o.labelled
	s.right += o.right
	s.kindGiven += o.kindGiven
	s.kindRight += o.kindRight
	s.proven += o.proven
	s.provenWrong += o.provenWrong
	s.closures += o.closures
	s.unstable += o.unstable
	s.noTruth += o.noTruth
}

var readCorpus = sync.OnceValues(func() ([]corpus.Build, error) { return corpus.Load("../testdata/corpus") })

// loadCorpus reads the corpus once for all tests.
func loadCorpus(t testing.TB) []corpus.Build {
	t.Helper()
	builds, err := readCorpus()
	if err != nil {
		t.Fatal(err)
	}
	return builds
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func TestCorpus(t *testing.T) {
	builds := loadCorpus(t)
	options := rewrite.Options{}
	options.Explain = true
	r, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("lost: application frames removed; left: generator and adapter frames left with a frame inside; " +
		"plumbing: share removed outside the innermost application frame")
	t.Logf("%-28s %6s %7s %5s %6s %9s %7s %7s %7s %7s %8s", "build", "texts", "app", "lost", "left", "plumbing",
		"async", "precis.", "recall", "kind", "kind/all")
	var all score
	for _, build := range builds {
		var s score
		for _, scenario := range build.Scenarios {
			s.add(scoreOf(t, r, build.Name, scenario))
		}
		name := build.Name
		if build.HeldOut {
			name += ", held out"
		}
		t.Log(s.row(name))
		all.add(s)
	}
	t.Log(all.row("all"))
	t.Logf("labels graded proven: %d, of which wrong: %d", all.proven, all.provenWrong)
	all.check(t)
}

func (s *score) row(name string) string {
	return fmt.Sprintf("%-28s %6d %7d %5d %6d %8.1f%% %7d %7.3f %7.3f %7.3f %8.3f", name, s.texts, s.application, s.lost,
		s.adaptersLeft, 100*ratio(s.plumbingRemoved, s.plumbing), s.async, ratio(s.right, s.labelled),
		ratio(s.right, s.async), ratio(s.kindRight, s.kindGiven), ratio(s.kindRight, s.async))
}

// check holds the bounds.
func (s *score) check(t *testing.T) {
	atMost := func(what string, got, limit int) {
		if got > limit {
			t.Errorf("%s: %d, at most %d allowed", what, got, limit)
		}
	}
	atLeast := func(what string, got, limit float64) {
		if got < limit {
			t.Errorf("%s: %.4f, at least %.4f wanted", what, got, limit)
		}
	}
	atMost("texts not recognised", s.unread, 0)
	atMost("application frames lost", s.lost, 0)
	atMost("generator and adapter frames left", s.adaptersLeft, 0)
	atMost("texts changed by a second pass", s.unstable, 0)
	atMost("labels graded proven that are wrong", s.provenWrong, 0)
	atLeast("plumbing removed", ratio(s.plumbingRemoved, s.plumbing), 0.97)
	atLeast("async precision", ratio(s.right, s.labelled), 0.995)
	atLeast("async recall", ratio(s.right, s.async), 0.95)
	atLeast("kind right of those given", ratio(s.kindRight, s.kindGiven), 0.90)
	atLeast("kind right of all async", ratio(s.kindRight, s.async), 0.85)
}

// verbose prints every miss: CORPUS_MISSES=1 go test -run TestCorpus -v ./rewrite
var verbose = os.Getenv("CORPUS_MISSES") != ""

func scoreOf(t *testing.T, r *rewrite.Rewriter, build string, scenario corpus.Scenario) score {
	s := score{texts: 1}
	where := fmt.Sprintf("%s %s/%s %s", build, scenario.Program, scenario.Name, scenario.Form)
	miss := func(format string, args ...any) {
		if verbose {
			t.Logf("%s: %s", where, fmt.Sprintf(format, args...))
		}
	}
	cleaned, report := r.Text(scenario.Text)
	if again, _ := r.Text(cleaned); again != cleaned || report.Outcome == rewrite.Unreadable {
		s.unstable++
		miss("not stable")
	}
	if len(report.Explanations) != len(scenario.Frames) {
		s.unread++
		miss("%d frames, %d in truth: %v", len(report.Explanations), len(scenario.Frames), report.Outcome)
		return s
	}
	innermost := innermostApplication(scenario.Frames)
	for i, truth := range scenario.Frames {
		e := report.Explanations[i]
		if truth.Crate == "" {
			s.noTruth++
		}
		if truth.Application {
			s.application++
			if e.Removed {
				s.lost++
				miss("lost %s (%s)", e.Name, e.Class)
			} else {
				s.segments(e, truth, miss)
				s.grades(e, truth, miss)
			}
			continue
		}
		if plumbingCrates[truth.Crate] && innermost >= 0 && i > innermost {
			s.plumbing++
			if e.Removed || e.Inlined {
				s.plumbingRemoved++
			} else {
				miss("plumbing left %s (%s, %s)", e.Name, e.Class, e.Why)
			}
		}
		if isAdapter(e.Name) {
			s.adapters++
			if !e.Removed && !e.Inlined && i > 0 && !onlyPanicInside(report.Explanations[:i]) && hasBodyInside(report.Explanations, scenario.Frames, i) {
				s.adaptersLeft++
				miss("adapter left %s", e.Name)
			}
		}
	}
	return s
}

// segments compares the closure segments of one application frame with the truth.
func (s *score) segments(e rewrite.Explanation, truth corpus.FrameTruth, miss func(string, ...any)) {
	want, got := closureWords(truth.Name), closureWords(rustname.Strip(e.Result))
	if truth.Name == "" || len(want) != len(got) {
		return
	}
	for i := range want {
		s.closures++
		isAsync, saysAsync := want[i] != "closure", got[i] != "closure"
		if isAsync {
			s.async++
		}
		if saysAsync {
			s.labelled++
		}
		if isAsync && !saysAsync {
			miss("not labelled: %s is %s", e.Result, truth.Name)
		}
		if saysAsync && !isAsync {
			miss("labelled: %s is %s", e.Result, truth.Name)
		}
		if !isAsync || !saysAsync {
			continue
		}
		s.right++
		if got[i] != "async" {
			s.kindGiven++
		}
		if got[i] == want[i] {
			s.kindRight++
		} else {
			miss("kind: %s is %s", e.Result, truth.Name)
		}
	}
}

// grades compares the labels that are graded proven with the truth.
func (s *score) grades(e rewrite.Explanation, truth corpus.FrameTruth, miss func(string, ...any)) {
	forLabels(e, truth, func(label rewrite.Label, want string) {
		if label.Grade != coroutine.Proven {
			return
		}
		s.proven++
		if wordOf(label.Kind) != want && !(label.Kind == rustname.KindAsync && want != "closure") {
			s.provenWrong++
			miss("proven: %s of %s is %s: %s", label.Kind, e.Name, truth.Name, label.Evidence)
		}
	})
}

// closureWords returns the words of the closure segments of the name's own path, underscores for hyphens.
func closureWords(text string) []string {
	name, err := rustname.Parse(text)
	if err != nil || name.Path == nil {
		return nil
	}
	var words []string
	for _, c := range name.Closures {
		if c.Path.Start == name.Path.Start {
			words = append(words, wordOf(c.Said))
		}
	}
	return words
}

// wordOf returns the word of a kind as debug information has it. A name that says none says closure.
func wordOf(kind rustname.Kind) string {
	if kind == rustname.KindUnknown {
		kind = rustname.KindClosure
	}
	return strings.ReplaceAll(kind.String(), "-", "_")
}

func innermostApplication(frames []corpus.FrameTruth) int {
	for i, f := range frames {
		if f.Application {
			return i
		}
	}
	return -1
}

// plumbingCrates are the async runtimes, combinators and request plumbing whose removal the bound is about.
var plumbingCrates = set("tokio tokio_util tokio_stream async_std smol async_executor async_global_executor async_task " +
	"async_io blocking futures_executor futures_util futures_core futures_task futures_lite rayon rayon_core tracing " +
	"tracing_futures hyper hyper_util h2 tower tower_service tower_http axum axum_core warp tonic")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// isAdapter reports whether a printed name is a generator's or adapter's, without using the frame table.
func isAdapter(name string) bool {
	name = rustname.Strip(name)
	trait := strings.HasSuffix(name, " as core::future::future::Future>::poll")
	self := strings.TrimPrefix(name, "<")
	for _, head := range []string{"core::future::from_generator::GenFuture", "core::pin::Pin<", "alloc::boxed::Box<", "&mut ", "core::panic::unwind_safe::AssertUnwindSafe<", "core::future::poll_fn::PollFn<"} {
		if trait && strings.HasPrefix(self, head) {
			return true
		}
	}
	return strings.HasPrefix(name, "core::ops::function::FnOnce::call_once") ||
		strings.HasSuffix(name, ">::call_once") && strings.Contains(name, " as core::ops::function::FnOnce<")
}

func onlyPanicInside(inner []rewrite.Explanation) bool {
	for _, e := range inner {
		if e.Class != rewrite.Panic {
			return false
		}
	}
	return true
}

// hasBodyInside reports whether the frame inside a GenFuture::poll is an async body, rather than a plain closure of an
// inlined body; other adapters always count.
func hasBodyInside(frames []rewrite.Explanation, truth []corpus.FrameTruth, i int) bool {
	if !strings.HasPrefix(rustname.Strip(frames[i].Name), "<core::future::from_generator") {
		return true
	}
	words := closureWords(truth[i-1].Name)
	inner := rustname.Strip(frames[i-1].Name)
	return len(words) > 0 && words[len(words)-1] != "closure" && strings.HasSuffix(inner, "}")
}
