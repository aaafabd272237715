package rewrite_test

// Whose code each frame of the corpus is, against debug information.

import (
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// comesWithCompiler are the crates that do, as debug information names them.
var comesWithCompiler = set("core alloc std proc_macro test panic_unwind panic_abort unwind std_detect compiler_builtins __rustc")

// whoseOf returns whose code a frame is in truth, Unknown where debug information does not say it.
func whoseOf(f corpus.FrameTruth) origin.Origin {
	switch {
	case f.Application:
		return origin.Own
	case f.Crate == "" || f.Crate == "c" || f.Match != corpus.ByAddress:
		return origin.Unknown // of code that was merged, the name is that of one function and the truth another's
	case comesWithCompiler[f.Crate]:
		return origin.Std
	}
	return origin.Package
}

// crateIndex knows whose the crates of one program are, and nothing of closures.
type crateIndex map[string]origin.Origin

func (crateIndex) Kinds(*coroutine.Name, coroutine.Place, []coroutine.Kind) {}

func (x crateIndex) CrateOrigin(crate string) origin.Origin { return x[crate] }

// newCrateIndex knows the crates of one program of a build.
func newCrateIndex(build corpus.Build, program string) crateIndex {
	x := crateIndex{}
	for _, scenario := range build.Scenarios {
		for _, f := range scenario.Frames {
			if scenario.Program == program && f.Crate != "" && f.Crate != "c" {
				x[f.Crate] = whoseOf(f)
			}
		}
	}
	return x
}

// own returns the names of the program's own crates.
func (x crateIndex) own() []string {
	var names []string
	for crate, of := range x {
		if of == origin.Own {
			names = append(names, crate)
		}
	}
	slices.Sort(names)
	return names
}

// whoseScore counts frames whose crate is known.
type whoseScore struct{ frames, right int }

func (s *whoseScore) add(t *testing.T, r *rewrite.Rewriter, build string, scenario corpus.Scenario) {
	_, report := r.Text(scenario.Text)
	if len(report.Explanations) != len(scenario.Frames) {
		return
	}
	for i, e := range report.Explanations {
		want := whoseOf(scenario.Frames[i])
		if want == origin.Unknown || e.Inlined {
			continue
		}
		s.frames++
		if e.Whose == want.String() {
			s.right++
		} else if verbose {
			t.Logf("%s: %s is %s, taken for %s: %s", build, e.Name, want, e.Whose, e.Reason)
		}
	}
}

// TestWhoseCode holds how many frames are judged right: by the text alone, and where the configuration or an index says which
// crates are the program's. What can be known by the text is bounded for builds as most people ship them: in optimised legacy
// names, and with paths, it is more.
func TestWhoseCode(t *testing.T) {
	alone := newRewriter(t, rewrite.Options{Explain: true})
	t.Logf("%-24s %7s %9s %9s %9s", "build", "frames", "text", "config", "index")
	for _, build := range loadCorpus(t) {
		var text, config, index whoseScore
		stripped := strings.HasSuffix(build.Name, "-stripped")
		configured := map[string][2]*rewrite.Rewriter{}
		for _, scenario := range build.Scenarios {
			text.add(t, alone, build.Name, scenario)
			if !stripped {
				continue
			}
			of, known := configured[scenario.Program]
			if !known {
				x := newCrateIndex(build, scenario.Program)
				of = [2]*rewrite.Rewriter{newRewriter(t, rewrite.Options{Explain: true, Application: x.own()}), alone.With(x)}
				configured[scenario.Program] = of
			}
			config.add(t, of[0], build.Name+", configured", scenario)
			index.add(t, of[1], build.Name+", with an index", scenario)
		}
		t.Logf("%-24s %7d %9.4f %9.4f %9.4f", build.Name, text.frames, ratio(text.right, text.frames),
			ratio(config.right, config.frames), ratio(index.right, index.frames))
		if ratio(text.right, text.frames) < 0.97 || text.frames == 0 {
			t.Errorf("%s: %.4f of %d judged right by the text, at least 0.97 wanted", build.Name, ratio(text.right, text.frames), text.frames)
		}
		if config.right < config.frames || index.right < index.frames {
			t.Errorf("%s: of %d frames, %d wrong where crates are configured, %d with an index", build.Name, config.frames,
				config.frames-config.right, index.frames-index.right)
		}
	}
}
