package stackset_test

// The stacks of the corpus, as a profile would have them.

import (
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// TestStacksOfTheCorpusGiveWhatOneGives holds that what a closure is concluded to be rests on no frame that a Set leaves out:
// on stacks with lines, and without.
func TestStacksOfTheCorpusGiveWhatOneGives(t *testing.T) {
	builds, err := corpus.Load("../../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	services, err := corpus.LoadServices("../../../testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	r, err := rules.New(profileOptions())
	if err != nil {
		t.Fatal(err)
	}
	for _, build := range append(builds, services...) {
		t.Run(build.Name, func(t *testing.T) { compareStacks(t, r, newCorpusBatch(t, r, build)) })
	}
}

// newCorpusBatch returns the stacks of a build, a location a frame.
func newCorpusBatch(t *testing.T, r *rules.Engine, build corpus.Build) *batch {
	t.Helper()
	b := &batch{set: stackset.New(r)}
	known := map[[2]string]int32{}
	for _, scenario := range build.Scenarios {
		if scenario.Form != corpus.Display && scenario.Form != corpus.Panic {
			continue
		}
		trace, err := stacktext.Find(scenario.Text)
		if err != nil {
			t.Fatal(err)
		}
		for _, stack := range trace.Stacks {
			var locations []int32
			for frame := stack.First; frame < stack.End; frame++ {
				name, file := trace.Name(frame), trace.File(frame)
				key := [2]string{name, file}
				location, ok := known[key]
				if !ok {
					function, err := r.NewFunction(name, "", file)
					if err != nil {
						t.Fatal(err)
					}
					location = int32(len(b.lines))
					known[key] = location
					b.functions = append(b.functions, []*rules.Function{function})
					b.lines = append(b.lines, b.set.AddLines([]stackset.Function{b.set.Functions.Add(name, "", file)}))
				}
				locations = append(locations, location)
			}
			b.locations = append(b.locations, locations)
		}
	}
	return b
}
