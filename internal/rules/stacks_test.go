package rules_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// profileOptions are the defaults for profiles.
func profileOptions() rules.Options {
	return rules.Options{
		Remove:            rules.Set(rules.Generator, rules.Adapter, rules.Combinator, rules.Server, rules.Runtime),
		AroundApplication: true,
		MinGrade:          coroutine.Inferred,
	}
}

// textOptions are the defaults for texts.
func textOptions() rules.Options {
	return rules.Options{
		Remove:   rules.Set(rules.Generator, rules.Adapter, rules.Combinator, rules.Server, rules.Runtime, rules.Panic),
		Elision:  true,
		MinGrade: coroutine.Inferred,
	}
}

// profiles returns the real profiles by name.
func profiles(t testing.TB) map[string]pprofile.ProfilesDictionary {
	t.Helper()
	files, err := filepath.Glob("../../testdata/profiles/*.pb.gz")
	if err != nil || len(files) == 0 {
		t.Fatal("no profiles", err)
	}
	all := map[string]pprofile.ProfilesDictionary{}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		pd, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".pb.gz")] = pd.Dictionary()
	}
	return all
}

// batch is a profile as Stacks takes it.
type batch struct {
	stacks    *rules.Stacks
	runs      []rules.Run         // by location
	lines     [][]*rules.Function // by location
	locations [][]int32           // by stack
}

func newBatch(t testing.TB, r *rules.Engine, d pprofile.ProfilesDictionary) *batch {
	t.Helper()
	b := &batch{stacks: r.NewStacks()}
	text := func(i int32) string { return d.StringTable().At(int(i)) }
	var functions []*rules.Function
	var ids []rules.FunctionID
	for _, f := range d.FunctionTable().All() {
		name, symbol, file := text(f.NameStrindex()), text(f.SystemNameStrindex()), text(f.FilenameStrindex())
		function, err := r.NewFunction(name, symbol, file)
		if err != nil {
			t.Fatal(err)
		}
		id := b.stacks.Function(name, symbol, file)
		functions, ids = append(functions, function), append(ids, id)
	}
	for _, l := range d.LocationTable().All() {
		var lines []*rules.Function
		var run []rules.FunctionID
		for _, line := range l.Lines().All() {
			lines = append(lines, functions[line.FunctionIndex()])
			run = append(run, ids[line.FunctionIndex()])
		}
		if len(lines) == 0 {
			lines, run = []*rules.Function{nil}, []rules.FunctionID{rules.NoFunction}
		}
		b.lines = append(b.lines, lines)
		b.runs = append(b.runs, b.stacks.Run(run))
	}
	for _, s := range d.StackTable().All() {
		b.locations = append(b.locations, s.LocationIndices().AsRaw())
	}
	return b
}

func TestManyStacksAtOnceGiveWhatOneGives(t *testing.T) {
	options := map[string]rules.Options{"profiles": profileOptions(), "text": textOptions()}
	o := profileOptions()
	o.Keep.Crates, o.RemoveMatching.Crates = []string{"hyper"}, []string{"serde_json", "core"}
	o.Remove |= rules.Set(rules.Std, rules.Panic)
	options["own rules"] = o
	for kind, o := range options {
		r, err := rules.New(o)
		if err != nil {
			t.Fatal(err)
		}
		for name, d := range profiles(t) {
			t.Run(kind+"/"+name, func(t *testing.T) { compareStacks(t, r, newBatch(t, r, d)) })
		}
	}
}

// compareStacks holds the plan of each stack to what Rewriter.Stack decides on its lines.
func compareStacks(t *testing.T, r *rules.Engine, b *batch) {
	removed, renamed, differ := 0, 0, 0
	for i, locations := range b.locations {
		var lines []*rules.Function
		var runs []rules.Run
		for _, l := range locations {
			lines = append(lines, b.lines[l]...)
			runs = append(runs, b.runs[l])
		}
		want := make([]rules.Decision, len(lines))
		r.Stack(lines, want)
		id := b.stacks.Plan(runs)
		plan := b.stacks.PlanOf(id)
		at := 0
		forms := make([]rules.Form, len(runs))
		for _, left := range b.stacks.Left(id) {
			forms[left.Index] = left.Form
		}
		var kept, gone [rules.Classes]int32
		for j, form := range forms {
			names := map[int32]string{}
			if form != rules.Gone {
				for _, line := range b.stacks.Lines(form) {
					names[line.Index] = ""
					if line.Name != rules.NoName {
						names[line.Index] = b.stacks.Text(line.Name)
					}
				}
			}
			for k := range b.lines[locations[j]] {
				name, stays := names[int32(k)]
				w := want[at]
				at++
				if w.Removed {
					removed++
					gone[w.Class]++
				} else {
					kept[w.Class]++
				}
				if stays == w.Removed || stays && name != w.Name {
					if differ++; differ < 5 {
						t.Errorf("stack %d line %d: removed %t %q, want %t %q", i, at-1, !stays, name, w.Removed, w.Name)
					}
				}
				if stays && lines[at-1] != nil && name != lines[at-1].Name() {
					renamed++
				}
			}
		}
		if kept != plan.Kept || gone != plan.Removed {
			t.Errorf("stack %d: counts %v %v, want %v %v", i, plan.Kept, plan.Removed, kept, gone)
		}
		if t.Failed() && differ > 5 {
			return
		}
	}
	t.Logf("%d lines removed, %d labelled", removed, renamed)
}

func BenchmarkStacks(b *testing.B) {
	r, err := rules.New(profileOptions())
	if err != nil {
		b.Fatal(err)
	}
	for name, d := range profiles(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				all := newBatch(b, r, d)
				runs := make([]rules.Run, 0, 100)
				for _, locations := range all.locations {
					runs = runs[:0]
					for _, l := range locations {
						runs = append(runs, all.runs[l])
					}
					all.stacks.Plan(runs)
				}
			}
		})
	}
}
