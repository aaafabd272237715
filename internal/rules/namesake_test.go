package rules_test

// Programs whose crate has the name of one that the frame table knows. None of their frames may go.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// around are the frames inside and outside of the program's own.
var inner, outer = []string{"rust_begin_unwind", "core::panicking::panic_fmt"}, []string{
	"core::ops::function::FnOnce::call_once", "std::sys_common::backtrace::__rust_begin_short_backtrace",
	"std::rt::lang_start_internal", "main", "__libc_start_main", "_start",
}

// located says where the program's own code is: where cargo runs a package, and in a package of a workspace.
var located = map[string]string{"src": "./src/load.rs", "tests": "tests/it.rs", "workspace": "./crates/base/lib.rs", "none": ""}

func TestProgramsNamedLikeWhatIsKnown(t *testing.T) {
	remove := rules.Set(rules.Generator, rules.Adapter, rules.Combinator, rules.Server, rules.Runtime, rules.Panic, rules.Std, rules.Dependency)
	r, err := rules.New(rules.Options{Remove: remove, Elision: true})
	if err != nil {
		t.Fatal(err)
	}
	for where, file := range located {
		crates := rules.Namesakes(file != "")
		if len(crates) < 150 {
			t.Errorf("%d crates tried", len(crates))
		}
		for crate, own := range crates {
			for notation, spell := range notations {
				checkProgram(t, r, fmt.Sprintf("%s %s %s", crate, where, notation), own, file, spell)
			}
		}
	}
}

// notations spell a legacy name as other sources of names do.
var notations = map[string]func(string) string{
	"legacy": func(name string) string { return name },
	"v0":     strings.NewReplacer("{{closure}}", "{closure#0}").Replace,
	"MSVC":   strings.NewReplacer("{{closure}}", "closure$0").Replace,
	"debug":  strings.NewReplacer("{{closure}}", "{async_block#0}").Replace,
}

// checkProgram has a stack of the program's own functions decided on as text and as a profile, which folded stacks become.
func checkProgram(t *testing.T, r *rules.Engine, what string, own []string, file string, spell func(string) string) {
	t.Helper()
	var names, files []string
	add := func(name, file string) { names, files = append(names, name), append(files, file) }
	for _, name := range inner {
		add(name, "")
	}
	for _, name := range own {
		add(spell(name), file)
	}
	for _, name := range outer {
		add(name, "")
	}
	isOwn := func(i int) bool { return i >= len(inner) && i < len(inner)+len(own) }

	checkFrames(t, r, what, names, files, isOwn)
	checkStacks(t, r, what, names, files, isOwn)
}

// checkFrames has a stack decided on as a text's is.
func checkFrames(t *testing.T, r *rules.Engine, what string, names, files []string, isOwn func(int) bool) {
	t.Helper()
	frames, known := make([]rules.Frame, len(names)), make([]evidence.Frame, len(names))
	for i, name := range names {
		f := &frames[i]
		facts, err := r.Read(rules.KeyOfName(name), name)
		if err != nil {
			t.Fatal(err)
		}
		f.Printed, f.NameFacts = name, facts
		f.SetPlace(files[i], 10+i, 5)
	}
	r.Decide(frames, known)
	for i := range frames {
		if f := &frames[i]; isOwn(i) && (f.Class != rules.Application || f.Removed) {
			t.Errorf("%s: text: %s is %v (%s)", what, f.Printed, f.Class, f.Explain(known).Reason)
		}
	}
}

// checkStacks has a stack decided on as a profile's is, by itself and in a batch.
func checkStacks(t *testing.T, r *rules.Engine, what string, names, files []string, isOwn func(int) bool) {
	t.Helper()
	var functions []*rules.Function
	batch := stackset.New(r)
	var stack []stackset.Lines
	for i, name := range names {
		f, err := r.NewFunction(name, "", files[i])
		if err != nil {
			t.Fatal(err)
		}
		functions = append(functions, f)
		stack = append(stack, batch.AddLines([]stackset.Function{batch.Functions.Add(name, "", files[i])}))
	}
	kept := int32(0)
	for i, e := range r.ExplainStack(functions) {
		if isOwn(i) {
			if kept++; e.Class != rules.Application || e.Removed {
				t.Errorf("%s: profile: %s is %v (%s)", what, e.Name, e.Class, e.Reason)
			}
		}
	}
	if decision := batch.Decision(batch.Decide(stack)); decision.Kept[rules.Application] != kept {
		t.Errorf("%s: in a batch: %d application frames of %d", what, decision.Kept[rules.Application], kept)
	}
}
