package playground_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/playground"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

var standard = playground.Options{
	Remove:     []string{"generator", "adapter", "combinator", "server", "runtime", "panic"},
	LabelStyle: "hyphen", MinGrade: "inferred", Elision: true,
}

// TestPiecesAreTheText cleans real texts of every form: the pieces that were not removed add up to the cleaned text, and
// the frames among them are what the library reports.
func TestPiecesAreTheText(t *testing.T) {
	build, err := corpus.LoadBuild("../../testdata/corpus/heldout/1.95-v0-release.txtar.gz")
	if err != nil {
		t.Fatal(err)
	}
	options := rewrite.Options{}
	options.Summarize, options.Explain = true, true
	rewriter, err := rewrite.New(options)
	if err != nil {
		t.Fatal(err)
	}
	removed := 0
	for _, scenario := range build.Scenarios {
		want, report := rewriter.Text(scenario.Text)
		got, err := playground.Clean(scenario.Text, standard)
		if err != nil {
			t.Fatal(err)
		}
		var kept strings.Builder
		var classes []string
		for _, piece := range got.Pieces {
			switch {
			case piece.Frame == nil:
				kept.WriteString(piece.Text)
				continue
			case piece.Frame.Removed:
				removed++
				if !strings.Contains(scenario.Text, piece.Text) {
					t.Errorf("%s: removed %q was never there", scenario.Name, piece.Text)
				}
			default:
				kept.WriteString(piece.Text)
			}
			classes = append(classes, piece.Frame.Class)
		}
		if got.Cleaned != want || kept.String() != want {
			t.Errorf("%s/%s: the pieces are\n%s\nnot\n%s", scenario.Name, scenario.Form, kept.String(), want)
		}
		if difference := cmp.Diff(classesOf(report.Explanations), classes); difference != "" {
			t.Errorf("%s/%s: classes (-want +got):\n%s", scenario.Name, scenario.Form, difference)
		}
		if got.Fingerprint != report.Fingerprint || got.Culprit != report.Culprit.Function {
			t.Errorf("%s/%s: summary is %q, %q", scenario.Name, scenario.Form, got.Fingerprint, got.Culprit)
		}
	}
	if removed == 0 {
		t.Error("nothing was removed")
	}
}

func classesOf(explanations []rewrite.Explanation) []string {
	var classes []string
	for _, x := range explanations {
		classes = append(classes, x.Class.String())
	}
	return classes
}

func TestTextWithoutStackIsOnePiece(t *testing.T) {
	got, err := playground.Clean("nothing here\n", standard)
	if err != nil {
		t.Fatal(err)
	}
	want := playground.Result{
		Outcome: "not_rust", Cleaned: "nothing here\n", Pieces: []playground.Piece{{Text: "nothing here\n"}},
	}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Errorf("(-want +got):\n%s", difference)
	}
}

func TestOptionsReachTheLibrary(t *testing.T) {
	const text = `   3: shop::pay::<alloc::string::String>::{closure#0}
             at ./src/pay.rs:1:2
   4: <core::future::from_generator::GenFuture<shop::pay<alloc::string::String>::{closure#0}> as core::future::future::Future>::poll
             at /rustc/897e37553bba8b42751c67658967889d11ecd120/library/core/src/future/mod.rs:91:19
`
	options := standard
	options.LabelStyle, options.ElideGenerics, options.KeepNumbers = "rustc", true, true
	got, err := playground.Clean(text, options)
	if err != nil {
		t.Fatal(err)
	}
	want := "   3: shop::pay::<_>::{async_fn#0}\n             at ./src/pay.rs:1:2\n"
	if got.Cleaned != want {
		t.Errorf("got %q, want %q", got.Cleaned, want)
	}
	if label := got.Pieces[0].Frame.Labels[0]; label.Kind != "async-fn" || label.Evidence == "" {
		t.Errorf("the label is %+v", label)
	}
	options.Remove = nil
	if got, _ := playground.Clean(text, options); !strings.Contains(got.Cleaned, "GenFuture") {
		t.Errorf("frames were removed that should stay: %q", got.Cleaned)
	}
}

// TestInlinedBodiesSayWhereTheyWere holds that the page can tell of a body that has no frame of its own, and whose it is.
func TestInlinedBodiesSayWhereTheyWere(t *testing.T) {
	const timeout = "<tokio::time::timeout::Timeout<shop::pay::{closure#0}> as core::future::future::Future>::poll"
	options := standard
	options.Application = []string{"sh*"}
	got, err := playground.Clean("   0: redis::get\n   1: "+timeout+"\n   2: shop::main\n", options)
	if err != nil {
		t.Fatal(err)
	}
	type told struct{ Name, Into, Whose string }
	var frames []told
	for _, piece := range got.Pieces {
		if f := piece.Frame; f != nil {
			frames = append(frames, told{f.Name, f.Into, f.Whose})
		}
	}
	want := []told{{"redis::get", "", "package"}, {"shop::pay::{async-fn#0}", timeout, "own"}, {"shop::main", "", "own"}}
	if difference := cmp.Diff(want, frames); difference != "" {
		t.Error(difference)
	}
}
