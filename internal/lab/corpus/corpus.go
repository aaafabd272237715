// Package corpus reads the captured backtraces of testdata/corpus: real texts of real programs, with the truth about
// every frame from the program's debug information. Tests and benchmarks start at Load.
package corpus

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Build is one compiler, mangling and profile, with everything captured from its programs.
type Build struct {
	// Name says compiler, mangling and profile: "1.95-v0-release". Profile "stripped" is release whose debug information
	// was stripped before the programs ran; "lto" and "small" were stripped, too.
	Name string
	// HeldOut marks the builds of the held-out programs: no rule may fit only these.
	HeldOut bool
	// Comment says how it was made: compiler version and command.
	Comment string
	// Scenarios has one element per captured text, in the order of program, scenario and form.
	Scenarios []Scenario
}

// Form is the way in which a text was printed.
type Form string

// The forms. Display and the others of a scenario come from one Backtrace; Panic and PanicFull come from two
// runs of a scenario that panics, and may hold several stacks each.
const (
	Display   Form = "display"    // `{}`
	Alternate Form = "alternate"  // `{:#}`
	Debug     Form = "debug"      // `{:?}`
	Pretty    Form = "pretty"     // `{:#?}`
	Panic     Form = "panic"      // the panic hook's, RUST_BACKTRACE=1
	PanicFull Form = "panic-full" // the panic hook's, RUST_BACKTRACE=full
)

// Scenario is one captured text and the truth about its frames.
type Scenario struct {
	Program string // the crate that main is in
	Name    string // the function of the program that was run
	Form    Form
	Text    string
	// Frames has one element per frame of the text, in the text's order. Elision lines have none.
	Frames []FrameTruth
}

// FrameTruth is what debug information says about a frame. Fields are "" if it does not say.
type FrameTruth struct {
	// Crate is the crate that defines the function, "c" for other languages.
	Crate string
	// Application says that the crate is one of the program's own.
	Application bool
	// Name is the path in DWARF's spelling, which has the kind of every coroutine and closure:
	// "app::do_tasks::{async_fn#0}::{closure#1}::{async_block#0}".
	Name string
	// File is the source file that declares the function.
	File string
	// Match says how the function was found.
	Match Match
}

// Match says how a frame was found in the debug information.
type Match string

// The ways, surest first.
const (
	ByAddress Match = "address" // the function at the address; the printed name is its symbol's
	BySymbol  Match = "symbol"  // the function of the printed symbol, whose code was merged with another's
	Merged    Match = "merged"  // another instance of the generic function, with the same code; Name lacks the arguments
	ByModule  Match = "module"  // no debug information: known by the library or by the symbol it lies in
	StackEnd  Match = "end"     // the null address that ends a stack: there is no function
	NoMatch   Match = "-"       // not found
)

// Load reads every build below a directory such as testdata/corpus, in the order of their names, but those of the services.
func Load(directory string) ([]Build, error) {
	return load(directory, "*"+extension, filepath.Join(heldOut, "*"+extension))
}

// LoadServices reads the builds of the services, which are held out too.
func LoadServices(directory string) ([]Build, error) {
	return load(directory, filepath.Join(services, "*"+extension))
}

func load(directory string, patterns ...string) ([]Build, error) {
	var builds []Build
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join(directory, pattern))
		if err != nil {
			return nil, err
		}
		slices.Sort(files)
		for _, file := range files {
			build, err := LoadBuild(file)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			builds = append(builds, build)
		}
	}
	return builds, nil
}

const (
	extension = ".txtar.gz"
	heldOut   = "heldout"  // the directory of the held-out programs' builds
	services  = "services" // the directory of the services' builds
)

// LoadBuild reads one archive.
func LoadBuild(file string) (Build, error) {
	comment, members, err := readArchive(file)
	if err != nil {
		return Build{}, err
	}
	build := Build{
		Name:    strings.TrimSuffix(filepath.Base(file), extension),
		HeldOut: slices.Contains([]string{heldOut, services}, filepath.Base(filepath.Dir(file))),
		Comment: strings.TrimSpace(comment),
	}
	truths, err := readTruths(members)
	if err != nil {
		return Build{}, err
	}
	for _, m := range members {
		path, form, isText := cutForm(m.name)
		if !isText {
			continue
		}
		scenario, err := newScenario(path, form, m.text, truths[path])
		if err != nil {
			return Build{}, fmt.Errorf("%s: %w", m.name, err)
		}
		build.Scenarios = append(build.Scenarios, scenario)
	}
	slices.SortStableFunc(build.Scenarios, func(a, b Scenario) int {
		return cmp.Or(cmp.Compare(a.Program, b.Program), cmp.Compare(a.Name, b.Name))
	})
	return build, nil
}

// cutForm splits "program/scenario/form.txt"; the other members of an archive are tables.
func cutForm(name string) (path string, form Form, isText bool) {
	path, file := filepath.Split(name)
	base, isText := strings.CutSuffix(file, ".txt")
	return strings.TrimSuffix(path, "/"), Form(base), isText
}

func newScenario(path string, form Form, text string, truth truth) (Scenario, error) {
	program, name, ok := strings.Cut(path, "/")
	if !ok {
		return Scenario{}, fmt.Errorf("want program/scenario/form")
	}
	s := Scenario{Program: program, Name: name, Form: form, Text: text}
	if form == Debug || form == Pretty {
		// These end without a line break; the archive format had to add one.
		s.Text = strings.TrimSuffix(text, "\n")
	}
	var err error
	s.Frames, err = truth.of(form)
	return s, err
}
