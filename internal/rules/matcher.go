package rules

// The user's own rules for frames.

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Matcher is a user's rule for frames. A frame matches when any of the lists does.
type Matcher struct {
	Crates  []string // crate that owns the frame: "sqlx"
	Paths   []string // a path and all in it: "sqlx::pool"; or globs: "sqlx::**::connect", * is one segment or a part
	Sources []string // globs over the source file: "**/vendor/**"
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
		g, err := newGlob(pattern, "::")
		if !strings.ContainsAny(pattern, "*?[") {
			g.parts = append(g.parts, "**") // a plain path stands for all that is in it
		}
		errs = append(errs, err)
		out.paths = append(out.paths, g)
	}
	for _, pattern := range m.Sources {
		g, err := newGlob(pattern, "/")
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
	if self := f.Shape.Self; self != "" && ownsImpls(name) && !stdCrates[rustname.Crate(self)] {
		return rustname.Crate(self)
	}
	if trait := f.Shape.Trait; trait != "" {
		return rustname.Crate(trait)
	}
	return rustname.Crate(f.Shape.Path)
}

// glob is a pattern over parts: ** stands for any number of them, and * and ? for a part's characters.
type glob struct {
	pattern, separator string
	parts              []string
}

func newGlob(pattern, separator string) (glob, error) {
	g := glob{pattern, separator, strings.Split(pattern, separator)}
	for _, part := range g.parts {
		if _, err := path.Match(part, ""); err != nil || part == "" && pattern != "" && separator == "::" {
			return g, fmt.Errorf("%q is no glob of parts separated by %q", pattern, separator)
		}
	}
	if pattern == "" {
		return g, errors.New("a glob is empty")
	}
	return g, nil
}

func (g glob) match(text string) bool {
	return matchParts(g.parts, strings.Split(text, g.separator))
}

// matchShape matches a path, and a method of an impl by the path of its type or of its trait:
// tokio::time::timeout::Timeout::poll, core::future::future::Future::poll.
func (g glob) matchShape(s rustname.Shape) bool {
	if s.Trait == "" {
		return g.match(s.Path)
	}
	return g.match(s.Self+"::"+s.Path) || g.match(s.Trait+"::"+s.Path)
}

// matchParts is the usual two-pointer match, linear but for the retries of the last "**".
func matchParts(pattern, parts []string) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(parts) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			star, mark = p, i
			p++
		case p < len(pattern) && matchPart(pattern[p], parts[i]):
			p, i = p+1, i+1
		case star >= 0:
			mark++
			p, i = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}

func matchPart(pattern, part string) bool {
	ok, err := path.Match(pattern, part)
	return ok && err == nil
}
