package stackset_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
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
	files, err := filepath.Glob("../../../testdata/profiles/*.pb.gz")
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

// batch is a profile in the form that a Set takes.
type batch struct {
	set       *stackset.Set
	lines     []stackset.Lines    // by location
	functions [][]*rules.Function // by location
	locations [][]int32           // by stack
}

func newBatch(t testing.TB, r *rules.Engine, d pprofile.ProfilesDictionary) *batch {
	t.Helper()
	b := &batch{set: stackset.New(r)}
	text := func(i int32) string { return d.StringTable().At(int(i)) }
	var functions []*rules.Function
	var numbers []stackset.Function
	for _, f := range d.FunctionTable().All() {
		name, symbol, file := text(f.NameStrindex()), text(f.SystemNameStrindex()), text(f.FilenameStrindex())
		function, err := r.NewFunction(name, symbol, file)
		if err != nil {
			t.Fatal(err)
		}
		functions, numbers = append(functions, function), append(numbers, b.set.Functions.Add(name, symbol, file))
	}
	for _, l := range d.LocationTable().All() {
		var of []*rules.Function
		var lines []stackset.Function
		for _, line := range l.Lines().All() {
			of = append(of, functions[line.FunctionIndex()])
			lines = append(lines, numbers[line.FunctionIndex()])
		}
		if len(lines) == 0 {
			of, lines = []*rules.Function{nil}, []stackset.Function{stackset.NoFunction}
		}
		b.functions = append(b.functions, of)
		b.lines = append(b.lines, b.set.AddLines(lines))
	}
	for _, s := range d.StackTable().All() {
		b.locations = append(b.locations, s.LocationIndices().AsRaw())
	}
	return b
}

// stack returns the lines of a stack.
func (b *batch) stack(locations []int32) []stackset.Lines {
	stack := make([]stackset.Lines, 0, len(locations))
	for _, l := range locations {
		stack = append(stack, b.lines[l])
	}
	return stack
}

// decide returns the names of the lines of a stack that stay, by index of their location and by their index in it.
func (b *batch) decide(stack []stackset.Lines) (decision *stackset.Decision, names []map[int32]string) {
	id := b.set.Decide(stack)
	names = make([]map[int32]string, len(stack))
	for _, kept := range b.set.Kept(id) {
		names[kept.Index] = map[int32]string{}
		for _, line := range b.set.VariantLines(kept.Variant) {
			name := ""
			if line.Name != stackset.NoName {
				name = b.set.Names.Text(line.Name)
			}
			names[kept.Index][line.Index] = name
		}
	}
	return b.set.Decision(id), names
}

func TestSetDecidesLikeTheRules(t *testing.T) {
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

// compareStacks compares the decision on each stack with what the rules say about it on its own.
func compareStacks(t *testing.T, r *rules.Engine, b *batch) {
	removed, renamed, differ := 0, 0, 0
	for i, locations := range b.locations {
		var functions []*rules.Function
		for _, l := range locations {
			functions = append(functions, b.functions[l]...)
		}
		want := r.ExplainStack(functions)
		decision, names := b.decide(b.stack(locations))
		var kept, gone [rules.Classes]int32
		at := 0
		for j, l := range locations {
			for k := range b.functions[l] {
				name, stays := names[j][int32(k)]
				w := want[at]
				if w.Removed {
					removed++
					gone[w.Class]++
				} else {
					kept[w.Class]++
				}
				if stays == w.Removed || stays && name != w.Result {
					if differ++; differ < 5 {
						t.Errorf("stack %d line %d: removed %t %q, want %t %q", i, at, !stays, name, w.Removed, w.Result)
					}
				}
				if stays && functions[at] != nil && name != functions[at].PlainName() {
					renamed++
				}
				at++
			}
		}
		if kept != decision.Kept || gone != decision.Removed {
			t.Errorf("stack %d: counts %v %v, want %v %v", i, decision.Kept, decision.Removed, kept, gone)
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
				stack := make([]stackset.Lines, 0, 100)
				for _, locations := range all.locations {
					stack = stack[:0]
					for _, l := range locations {
						stack = append(stack, all.lines[l])
					}
					all.set.Decide(stack)
				}
			}
		})
	}
}
