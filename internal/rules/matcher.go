package rules

// The user's own rules for frames.

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Matcher is a user's rule for frames. A frame matches when any of the lists does.
type Matcher struct {
	Crates  []string // crate that owns the frame: "sqlx"
	Paths   []string // a path and all in it: "sqlx::pool"; or globs: "sqlx::**::connect", * is one segment or a part
	Sources []string // globs over the source file: "**/vendor/**"
}

// Validate returns every mistake at once.
func (m Matcher) Validate() error {
	_, err := newMatcher(m)
	return err
}

// matcher is a Matcher that was checked.
type matcher struct {
	crates         map[string]bool
	paths, sources []glob
}

func newMatcher(m Matcher) (matcher, error) {
	out := matcher{crates: map[string]bool{}}
	var errs []error
	for _, crate := range m.Crates {
		if !isCrateName(crate) {
			errs = append(errs, fmt.Errorf("%q is no name of a crate; paths match what is in one", crate))
		}
		out.crates[strings.ReplaceAll(crate, "-", "_")] = true
	}
	for _, pattern := range m.Paths {
		g, err := newPathGlob(pattern)
		errs = append(errs, err)
		out.paths = append(out.paths, g)
	}
	for _, pattern := range m.Sources {
		g, err := newSourceGlob(pattern)
		errs = append(errs, err)
		out.sources = append(out.sources, g)
	}
	return out, errors.Join(errs...)
}

// isCrateName reports whether Cargo takes a name: letters, digits, "-" and "_".
func isCrateName(name string) bool {
	isOther := func(r rune) bool { return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return name != "" && !strings.ContainsFunc(name, isOther)
}

func (m *matcher) empty() bool { return len(m.crates) == 0 && len(m.paths) == 0 && len(m.sources) == 0 }

// match reports whether any of the rules fits the frame, and which.
func (m *matcher) match(f *Frame) (string, bool) {
	if m.empty() {
		return "", false
	}
	if f.HasPath() {
		if m.crates[f.crate] {
			return "crate " + f.crate, true
		}
		for _, g := range m.paths {
			if g.matchShape(f.Shape) {
				return "path " + g.pattern, true
			}
		}
	}
	source := strings.ReplaceAll(f.File, `\`, "/")
	for _, g := range m.sources {
		if source != "" && g.match(source) {
			return "source " + g.pattern, true
		}
	}
	return "", false
}

// crateOf returns the crate that owns the frame.
func crateOf(f *NameFacts, name *rustname.Name) string {
	if crate := name.DefinedIn(); crate != "" {
		return crate
	}
	if f.nameClass.crate != "" {
		return f.nameClass.crate
	}
	if self := f.Shape.Self; self != "" && ownsImpls(name) && !stdCrates[nametable.Crate(self)] {
		return nametable.Crate(self)
	}
	if trait := f.Shape.Trait; trait != "" {
		return nametable.Crate(trait)
	}
	return nametable.Crate(f.Shape.Path)
}

// glob is a pattern of doublestar over the parts of a path: ** stands for any number of them, and * and ? for a part's
// characters.
type glob struct {
	pattern string // as given
	slashed string // with "/" between its parts
	split   string // what separates the parts of what is matched
}

// literal keeps braces, which names of closures have, from being alternatives.
var literal = strings.NewReplacer("{", `\{`, "}", `\}`)

// newPathGlob reads a pattern over paths of functions. One without any wildcard stands for all that is in it.
func newPathGlob(pattern string) (glob, error) {
	g := glob{pattern: pattern, slashed: literal.Replace(strings.ReplaceAll(pattern, "::", "/")), split: "::"}
	if !strings.ContainsAny(pattern, "*?[") {
		g.slashed += "/**"
	}
	if slices.Contains(strings.Split(pattern, "::"), "") && pattern != "" {
		return g, fmt.Errorf("%q is no glob of parts separated by %q", pattern, "::")
	}
	return g, g.validate()
}

// newSourceGlob reads a pattern over source files.
func newSourceGlob(pattern string) (glob, error) {
	g := glob{pattern: pattern, slashed: pattern, split: "/"}
	return g, g.validate()
}

func (g glob) validate() error {
	switch {
	case g.pattern == "":
		return errors.New("a glob is empty")
	case !doublestar.ValidatePattern(g.slashed):
		return fmt.Errorf("%q is no glob of parts separated by %q", g.pattern, g.split)
	}
	return nil
}

func (g glob) match(text string) bool {
	if g.split != "/" {
		text = strings.ReplaceAll(text, g.split, "/")
	}
	return doublestar.MatchUnvalidated(g.slashed, text)
}

// matchShape matches a path, and a method of an impl by the path of its type or of its trait:
// tokio::time::timeout::Timeout::poll, core::future::future::Future::poll.
func (g glob) matchShape(s rustname.Shape) bool {
	if s.Trait == "" {
		return g.match(s.Path)
	}
	return g.match(s.Self+"::"+s.Path) || g.match(s.Trait+"::"+s.Path)
}
