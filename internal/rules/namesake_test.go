package rules

// Programs whose crate has the name of one that the frame table knows. None of their frames may go.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
)

// namesakes returns for each crate and each function without a crate in the frame table the rows that are about it.
func namesakes() map[string][]*frameRow {
	rows := map[string][]*frameRow{}
	for _, crate := range crates.All {
		for _, frame := range crate.Frames {
			row, _ := frameTable.Path(strings.TrimSuffix(frame.Pattern, "::**"))
			if row == nil {
				row = &frameRow{pattern: frame.Pattern, crate: crateOfPattern(frame.Pattern), std: stdCrates[crate.Name]}
			}
			name := row.crate
			if name == "" {
				name = row.pattern
			}
			rows[name] = append(rows[name], row)
		}
	}
	return rows
}

// isCrate reports whether a crate can have the name: some functions of the C library have a version in theirs.
func isCrate(name string) bool { return isCrateName(name) && !strings.ContainsAny(name, "@.$-") }

// ownNames returns names of functions in a program's crate: some that other programs have too, and, where a stack can tell
// them apart, those that the rows about the crate of that name are for.
func ownNames(crate string, rows []*frameRow, located bool) []string {
	names := []string{
		crate + "::load::{{closure}}",
		crate + "::runtime::task::poll",
		"<" + crate + "::Parcel as core::future::future::Future>::poll",
		"<" + crate + "::Order as core::fmt::Display>::fmt",
		"<alloc::vec::Vec<T> as " + crate + "::Extension>::go",
		crate + "::start::{{closure}}::{{closure}}",
		crate + "::run",
	}
	if stdCrates[crate] { // impls of a crate called core read like the library's
		names = slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, "<") })
	}
	for _, row := range rows {
		if strings.Contains(row.pattern, "::") && !strings.ContainsAny(row.pattern, "<{") && (located || !row.std) {
			names = append(names, strings.Replace(row.pattern, "::**", "::inner::go", 1))
		}
	}
	return append(names, crate+"::main")
}

// around are the frames inside and outside of the program's own.
var inner, outer = []string{"rust_begin_unwind", "core::panicking::panic_fmt"}, []string{
	"core::ops::function::FnOnce::call_once", "std::sys_common::backtrace::__rust_begin_short_backtrace",
	"std::rt::lang_start_internal", "main", "__libc_start_main", "_start",
}

// located says where the program's own code is: where cargo runs a package, and in a package of a workspace.
var located = map[string]string{"src": "./src/load.rs", "tests": "tests/it.rs", "none": ""}

func TestProgramsNamedLikeWhatIsKnown(t *testing.T) {
	r, err := New(Options{Remove: Set(Generator, Adapter, Combinator, Server, Runtime, Panic, Std, Dependency), Elision: true})
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for crate, rows := range namesakes() {
		if !isCrate(crate) {
			continue
		}
		tried++
		for where, file := range located {
			own := ownNames(crate, rows, file != "")
			for notation, spell := range notations {
				checkProgram(t, r, fmt.Sprintf("%s %s %s", crate, where, notation), own, file, spell)
			}
		}
	}
	if tried < 150 {
		t.Errorf("%d crates tried", tried)
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
func checkProgram(t *testing.T, r *Engine, what string, own []string, file string, spell func(string) string) {
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
func checkFrames(t *testing.T, r *Engine, what string, names, files []string, isOwn func(int) bool) {
	t.Helper()
	frames := make([]Frame, len(names))
	for i, name := range names {
		f := &frames[i]
		facts, err := r.read(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Printed, f.NameFacts = name, facts
		f.SetPlace(files[i], 10+i, 5)
	}
	r.Decide(frames, make([]evidence.Frame, len(names)))
	for i := range frames {
		if f := &frames[i]; isOwn(i) && (f.Class != Application || f.Removed) {
			t.Errorf("%s: text: %s is %v (%s)", what, f.Printed, f.Class, f.row.reason)
		}
	}
}

// checkStacks has a stack decided on as a profile's is, by itself and in a batch.
func checkStacks(t *testing.T, r *Engine, what string, names, files []string, isOwn func(int) bool) {
	t.Helper()
	var functions []*Function
	s := r.NewStacks()
	var runs []Run
	for i, name := range names {
		f, err := r.NewFunction(name, "", files[i])
		if err != nil {
			t.Fatal(err)
		}
		functions = append(functions, f)
		runs = append(runs, s.Run([]FunctionID{s.Function(name, "", files[i])}))
	}
	kept := int32(0)
	for i, e := range r.ExplainStack(functions) {
		if isOwn(i) {
			if kept++; e.Class != Application || e.Removed {
				t.Errorf("%s: profile: %s is %v (%s)", what, e.Name, e.Class, e.Reason)
			}
		}
	}
	if plan := s.PlanOf(s.Plan(runs)); plan.Kept[Application] != kept {
		t.Errorf("%s: in a batch: %d application frames of %d", what, plan.Kept[Application], kept)
	}
	s.Release()
}
