package rewrite

// A hash that groups errors: the same failure gives the same hash whatever the build's mangling, addresses, hashes, line
// numbers and paths.

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// fingerprintVersion changes whenever any text would get a different hash.
const fingerprintVersion = "rust2-"

// Culprit is the frame where it happened: the innermost application frame.
type Culprit struct {
	Function string // as printed in the output
	File     string
	Line     int // 1-based, 0 if unknown
}

// fingerprint hashes the canonical names of the application frames, innermost first. Bodies that only v0 names tell of, in the
// plumbing that they were inlined into, are left out: docs/decisions/0005-fingerprints.md. Where there is no other, it hashes
// the names of what is around the application, and where there is none of that, of all that is left.
func fingerprint(frames []rules.Frame) (print string, ofApplicationFrames bool) {
	hash := sha256.New()
	for i, name := range [...]func(*rules.Frame) *rules.NameFacts{ofApplication, ofPlumbing, ofKept} {
		if writeNames(hash.Write, frames, name) {
			return fingerprintVersion + hex.EncodeToString(hash.Sum(nil)[:16]), i == 0
		}
	}
	return "", false
}

// ofApplication returns the name of a frame of the application, nil for others.
func ofApplication(f *rules.Frame) *rules.NameFacts {
	if f.Class != Application || f.OnlyByName() {
		return nil
	}
	return f.NameFacts
}

// ofPlumbing returns the name of a frame of plumbing, also of one that is shown as what was inlined into it.
func ofPlumbing(f *rules.Frame) *rules.NameFacts {
	name, class := f.Around()
	switch class {
	case Generator, Adapter, Panic, Application:
		return nil
	}
	return name
}

// ofKept returns the name of a frame that stays.
func ofKept(f *rules.Frame) *rules.NameFacts {
	if f.Removed {
		return nil
	}
	name, _ := f.Around()
	return name
}

// writeNames writes a line for each frame whose name counts.
func writeNames(write func([]byte) (int, error), frames []rules.Frame, nameOf func(*rules.Frame) *rules.NameFacts) (written bool) {
	for i := range frames {
		facts := nameOf(&frames[i])
		if facts == nil {
			continue
		}
		name := facts.Text
		if facts.IsPath {
			name = canonical(facts.Shape)
		}
		_, _ = write([]byte(name + "\n")) // a hash.Hash returns no error
		written = true
	}
	return written
}

// canonical returns the canonical form of a name's shape, without the self type where the trait is not the standard library's.
// A method that the trait provides is <app::Memory as app::Accounts>::load in v0 names and app::Accounts::load in legacy ones,
// and no name tells it from one that the impl has.
func canonical(shape rustname.Shape) string {
	if shape.Trait != "" && !rules.IsStd(shape.Trait) {
		shape = rustname.Shape{Path: shape.Trait + "::" + shape.Path}
	}
	return shape.Canonical()
}

// summarize fills in what the whole text is known by: the fingerprint of its first stack that has one of application frames,
// or else of its first, and the culprit of its first stack that has an application frame.
func (report *Report) summarize(frames []rules.Frame) {
	if !report.printed {
		if print, of := fingerprint(frames); of || report.Fingerprint == "" {
			report.Fingerprint, report.printed = print, of
		}
	}
	pivot := rules.Innermost(frames)
	if pivot < 0 || frames[pivot].Class != Application || report.Culprit.Function != "" {
		return
	}
	f := &frames[pivot]
	report.Culprit = Culprit{Function: f.Result, File: f.File, Line: f.Line}
	if f.Result == "" {
		report.Culprit.Function = f.Printed
	}
}
