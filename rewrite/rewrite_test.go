package rewrite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// TestCases runs testdata/cases. A section "options" lists the options that differ from the default, one per line.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/cases/*.txtar", func(t *testing.T, c *casetest.Case) {
		r := newRewriter(t, optionsOf(t, c))
		input := c.Input(t)
		got, _ := r.Text(input)
		c.Want(t, got)
		if again, _ := r.Text(got); again != got {
			t.Errorf("cleaning again gives:\n%s", again)
		}
	})
}

func newRewriter(t testing.TB, options rewrite.Options) *rewrite.Rewriter {
	t.Helper()
	r, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func optionsOf(t *testing.T, c *casetest.Case) rewrite.Options {
	options := rewrite.Options{}
	section, _ := c.Section("options")
	for line := range strings.Lines(section) {
		set, ok := namedOptions[strings.TrimSpace(line)]
		if !ok {
			t.Fatalf("no option %q", line)
		}
		set(&options)
	}
	return options
}

// TestNoClass checks that no frame is removed, and that closures get their labels all the same.
func TestNoClass(t *testing.T) {
	const frames = "   0: shop::pay::{%s#0}\n" +
		"   1: <core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll\n" +
		"   2: shop::order::{%s#0}\n" + // only inferred: it is the fn's first closure, or one that the fn boxed
		"   3: <core::pin::Pin<P> as core::future::future::Future>::poll\n" +
		"   4: tokio::runtime::task::core::Core<T,S>::poll\n"
	text := fmt.Sprintf(frames, "closure", "closure")
	for style, want := range map[rewrite.LabelStyle]string{
		rewrite.LabelHyphen: fmt.Sprintf(frames, "async-fn", "async"),
		rewrite.LabelNone:   text,
	} {
		if got, _ := newRewriter(t, rewrite.Options{Remove: rewrite.NoClass, LabelStyle: style}).Text(text); got != want {
			t.Errorf("style %d: %s\nwant %s", style, got, want)
		}
	}
}

var namedOptions = map[string]func(*rewrite.Options){
	"remove nothing":        func(o *rewrite.Options) { o.Remove = rewrite.NoClass },
	"remove generators":     func(o *rewrite.Options) { o.Remove = rewrite.Set(rewrite.Generator, rewrite.Adapter) },
	"no elision":            func(o *rewrite.Options) { o.NoElision = true },
	"keep numbers":          func(o *rewrite.Options) { o.KeepNumbers = true },
	"rustc labels":          func(o *rewrite.Options) { o.LabelStyle = rewrite.LabelRustc },
	"no labels":             func(o *rewrite.Options) { o.LabelStyle = rewrite.LabelNone },
	"proven labels":         func(o *rewrite.Options) { o.MinGrade = coroutine.Proven },
	"exact labels":          func(o *rewrite.Options) { o.MinGrade = coroutine.Exact },
	"elide generics":        func(o *rewrite.Options) { o.ElideGenerics = true },
	"keep crate tokio":      func(o *rewrite.Options) { o.Keep.Crates = []string{"tokio"} },
	"keep path tokio::time": func(o *rewrite.Options) { o.Keep.Paths = []string{"tokio::time"} },
	"keep path **::poll":    func(o *rewrite.Options) { o.Keep.Paths = []string{"tokio::**::poll"} },
	"remove crate orders":   func(o *rewrite.Options) { o.RemoveMatching.Crates = []string{"orders"} },
	"remove source vendor":  func(o *rewrite.Options) { o.RemoveMatching.Sources = []string{"**/registry/**"} },
	"remove all classes":    func(o *rewrite.Options) { o.Remove = 1<<rewrite.Classes - 1 },
	"remove path std::**":   func(o *rewrite.Options) { o.RemoveMatching.Paths = []string{"core::option::**"} },
	"remove everything, **": func(o *rewrite.Options) { o.RemoveMatching.Paths = []string{"**"} },
}

// TestForeign checks that what is not a Rust stack comes back as it is.
func TestForeign(t *testing.T) {
	r := newRewriter(t, rewrite.Options{})
	files, err := filepath.Glob("testdata/foreign/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, report := r.Text(string(text))
		if got != string(text) || report.Outcome != rewrite.NotRust {
			t.Errorf("%s: %v\n%s", file, report.Outcome, got)
		}
	}
}

// TestPlainClosures checks that a text with only plain closures gets no async label, however often it says poll.
func TestPlainClosures(t *testing.T) {
	r := newRewriter(t, rewrite.Options{})
	files, err := filepath.Glob("testdata/plain/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, report := r.Text(string(text)); strings.Contains(got, "async") || report.Outcome != rewrite.Cleaned {
			t.Errorf("%s: %v\n%s", file, report.Outcome, got)
		}
	}
}

// TestLimits checks that texts over a limit come back untouched and are counted, and that those just below it are read.
func TestLimits(t *testing.T) {
	frame := "   0: app::work::{closure#0}\n             at ./src/main.rs:1:1\n"
	tail := "   1: <core::pin::Pin<P> as core::future::future::Future>::poll\n             at /rustc/abc/library/core/src/future/future.rs:124:9\n   2: app::main\n             at ./src/main.rs:9:1\n"
	nested := func(depth int) string {
		return "   0: app::f::<" + strings.Repeat("a::B<", depth) + "u8" + strings.Repeat(">", depth) + ">::{closure#0}\n             at ./src/main.rs:1:1\n" + tail
	}
	for name, c := range map[string]struct {
		text    string
		outcome rewrite.Outcome
		reason  string
	}{
		"short":         {frame + tail, rewrite.Cleaned, ""},
		"100,000":       {strings.Repeat(frame, 100_000) + tail, rewrite.Cleaned, ""},
		"10 MB":         {"panicked: " + strings.Repeat("x", 10<<20) + "\nstack backtrace:\n" + frame + tail, rewrite.Cleaned, ""},
		"33 MB":         {strings.Repeat(" ", 33<<20) + "\n" + frame + tail, rewrite.TooLarge, "text"},
		"300,000":       {strings.Repeat(frame, 300_000) + tail, rewrite.TooLarge, "text"},
		"name of 1 MB":  {"   0: app::" + strings.Repeat("long", 256<<10) + "\n" + tail, rewrite.TooLarge, "name"},
		"nested 400":    {nested(400), rewrite.Cleaned, ""},
		"nested 10,000": {nested(10_000), rewrite.TooLarge, "nesting"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRewriter(t, rewrite.Options{})
			got, report := r.Text(c.text)
			if report.Outcome != c.outcome || report.Reason != c.reason {
				t.Errorf("%v %q, want %v %q", report.Outcome, report.Reason, c.outcome, c.reason)
			}
			if changed := got != c.text; changed != (c.outcome == rewrite.Cleaned) {
				t.Errorf("changed: %v", changed)
			}
		})
	}
}

// TestConcurrent checks that the order of texts and the number of goroutines make no difference.
func TestConcurrent(t *testing.T) {
	texts := someTexts(t)
	options := rewrite.Options{}
	want := make([]string, len(texts))
	for i, text := range texts {
		want[i], _ = newRewriter(t, options).Text(text) // a cache of its own
	}
	r := newRewriter(t, options)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range texts {
				i = (i*7919 + worker*31) % len(texts)
				if got, _ := r.Text(texts[i]); got != want[i] {
					t.Errorf("text %d differs", i)
					return
				}
			}
		})
	}
	group.Wait()
}

// TestNewReportsAll checks that New reports every bad pattern at once.
func TestNewReportsAll(t *testing.T) {
	options := rewrite.Options{}
	options.Keep.Paths = []string{"app::[", "app::ok"}
	options.RemoveMatching.Sources = []string{"src/[a-"}
	_, err := rewrite.New(options)
	if err == nil || !strings.Contains(err.Error(), `"app::["`) || !strings.Contains(err.Error(), `"src/[a-"`) {
		t.Fatal(err)
	}
}

// someTexts returns every seventh text of the corpus, which includes each form of each build.
func someTexts(t testing.TB) []string {
	t.Helper()
	var texts []string
	for _, build := range loadCorpus(t) {
		for i := 0; i < len(build.Scenarios); i += 7 {
			texts = append(texts, build.Scenarios[i].Text)
		}
	}
	return texts
}
