package debuginfo_test

// Labels of the whole corpus with the indexes of its programs, against the truth, which was had by another way: by the
// addresses of the frames.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

const corpusDirectory = "../../testdata/corpus"

// undecidable are names that stand both for a closure and for an async block, which no text tells apart everywhere:
// #[test] makes a const of the fn's name with a closure in it that calls the fn, and the attribute's line, for some
// attributes its column too, is the place of calls in both. Stripped programs print no place at all, so that in legacy
// names, which have no numbers either, siblings read the same.
var undecidable = map[string]bool{
	"pagecache::main":               true,
	"under_test::assertion_fails":   true,
	"under_test::on_async_std":      true,
	"under_test::on_tokio":          true,
	"under_test::tests::test_stack": true,
}

// labelCount counts the closure segments of application frames.
type labelCount struct{ right, wrong, none, undecidable int }

func TestLabelsOfTheCorpusAreExact(t *testing.T) {
	builds, err := corpus.Load(corpusDirectory)
	if err != nil {
		t.Fatal(err)
	}
	options := rewrite.Options{}
	options.Explain = true
	options.MinGrade = coroutine.Exact
	rewriter, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%-28s %-11s %7s %7s %7s %12s", "build", "text", "right", "wrong", "none", "undecidable")
	for _, build := range builds {
		counts := labelsOf(t, rewriter, build)
		name := build.Name
		if build.HeldOut {
			name += ", held out"
		}
		for _, form := range []corpus.Form{corpus.Alternate, corpus.Display, corpus.Debug, corpus.Pretty, corpus.Panic, corpus.PanicFull} {
			n := counts[form]
			t.Logf("%-28s %-11s %7d %7d %7d %12d", name, form, n.right, n.wrong, n.none, n.undecidable)
			if n.wrong+n.none > 0 {
				t.Errorf("%s %s: %d wrong, %d not known", name, form, n.wrong, n.none)
			}
		}
	}
}

func labelsOf(t *testing.T, rewriter *rewrite.Rewriter, build corpus.Build) map[corpus.Form]labelCount {
	oracles := loadOracles(t, build.Name, debuginfo.MacrosExpanded)
	counts := map[corpus.Form]labelCount{}
	for _, scenario := range build.Scenarios {
		_, report := rewriter.With(oracles[scenario.Program]).Text(scenario.Text)
		if len(report.Explanations) != len(scenario.Frames) {
			t.Errorf("%s/%s %s: %d frames, %d in truth", scenario.Program, scenario.Name, scenario.Form,
				len(report.Explanations), len(scenario.Frames))
			continue
		}
		n := counts[scenario.Form]
		for i, truth := range scenario.Frames {
			if e := &report.Explanations[i]; truth.Application && !e.Removed {
				n.count(t, e, truth)
			}
		}
		counts[scenario.Form] = n
	}
	return counts
}

// count compares the closure segments of one frame with the truth.
func (n *labelCount) count(t *testing.T, e *rewrite.Explanation, truth corpus.FrameTruth) {
	want, got := truth.Closures(), words(rustname.Strip(e.Result))
	if len(want) != len(got) {
		return // the program's truth has another function at the address: the compiler merged the two
	}
	for i := range want {
		switch {
		case want[i].Kind == "coroutine": // of a #[coroutine] closure, which no label tells of
		case got[i] == want[i].Kind && labelled(e, i):
			n.right++
		case !labelled(e, i) && undecidable[fn(e.Name)]:
			n.undecidable++
		case got[i] == "closure":
			n.none++
			t.Logf("%s %s:%d is %s", e.Name, e.File, e.Line, truth.Name)
		default:
			n.wrong++
			t.Logf("%s %s:%d is %s", e.Result, e.File, e.Line, truth.Name)
		}
	}
}

// labelled reports whether there is a label for segment i of the frame's own path, from debug information.
func labelled(e *rewrite.Explanation, i int) bool {
	for _, label := range e.Labels {
		if label.Evidence != "the index of the program says it" || strings.Count(label.Path, "{") == 0 {
			continue
		}
		if i--; i < 0 {
			return true
		}
	}
	return false
}

// fn returns the path of the fn that a closure is in.
func fn(name string) string {
	path, _, _ := strings.Cut(rustname.Strip(name), "::{")
	return path
}

// words returns the words of the closure segments of the name's own path.
func words(text string) []string {
	name, err := rustname.Parse(text)
	if err != nil || name.Path == nil {
		return nil
	}
	var words []string
	for _, c := range name.Closures {
		if c.Path.Start == name.Path.Start {
			words = append(words, strings.ReplaceAll(c.Word.Of(name.Text), "_", "-"))
		}
	}
	return words
}

// loadOracles returns the oracle of each program of a build.
func loadOracles(t testing.TB, build string, macros debuginfo.Macros) map[string]*debuginfo.Oracle {
	t.Helper()
	file := filepath.Join(corpusDirectory, "index", strings.Replace(build, "-stripped", "-release", 1)+".idx")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	indexes, err := debuginfo.ReadIndexes(data)
	if err != nil {
		t.Fatal(err)
	}
	oracles := map[string]*debuginfo.Oracle{}
	for _, x := range indexes {
		oracles[x.Name] = debuginfo.NewOracle([]*debuginfo.Index{x}, macros)
	}
	if len(oracles) == 0 {
		t.Fatal(fmt.Errorf("%s: no index", file))
	}
	return oracles
}

func TestMacrosAsTheirAuthorsWroteThem(t *testing.T) {
	const text = "stack backtrace:\n" +
		"   0: <warehouse::inventory::MemoryInventory as warehouse::inventory::Inventory>::items::{{closure}}\n"
	rewriter, err := rewrite.New(rewrite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for macros, want := range map[debuginfo.Macros]string{
		debuginfo.MacrosExpanded: "{{async-block}}", debuginfo.MacrosSource: "{{async-fn}}",
	} {
		oracle := loadOracles(t, "1.95-legacy-release", macros)["warehouse"]
		if got, _ := rewriter.With(oracle).Text(text); got != strings.Replace(text, "{{closure}}", want, 1) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// BenchmarkHotPath cleans new texts of the corpus's stacks without an index and with one of all its programs, in turns. The ratio of the
// times is what looking up costs.
func BenchmarkHotPath(b *testing.B) {
	builds, err := corpus.Load(corpusDirectory)
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, scenario := range builds[0].Scenarios {
		texts = append(texts, scenario.Text)
	}
	without, err := rewrite.New(rewrite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	oracle, names := wholeCorpus(b)
	with := without.With(oracle)
	var spent [2]time.Duration
	fresh := make([]string, len(texts))
	for round := 0; b.Loop(); round++ {
		for i, text := range texts {
			fresh[i] = fmt.Sprintf("%s\nround %d\n", text, round) // what was seen before is looked up, not cleaned
		}
		for turn := range 2 {
			i := (turn + round) % 2 // who comes first has the texts to bring into the processor's cache
			rewriter := []*rewrite.Rewriter{without, with}[i]
			start := time.Now()
			for _, text := range fresh {
				rewriter.Text(text)
			}
			spent[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(names), "names")
	b.ReportMetric(float64(spent[1])/float64(spent[0]), "with/without")
}

// wholeCorpus returns an oracle of all programs in all builds.
func wholeCorpus(b *testing.B) (oracle *debuginfo.Oracle, names int) {
	b.Helper()
	files, err := filepath.Glob(filepath.Join(corpusDirectory, "index", "*.idx"))
	if err != nil {
		b.Fatal(err)
	}
	var all []*debuginfo.Index
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		indexes, err := debuginfo.ReadIndexes(data)
		if err != nil {
			b.Fatal(err)
		}
		for _, x := range indexes {
			names += x.Len()
		}
		all = append(all, indexes...)
	}
	return debuginfo.NewOracle(all, debuginfo.MacrosExpanded), names
}
