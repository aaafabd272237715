package rewrite

// A hash by which errors group: the same for the same failure whatever the build's mangling, addresses, hashes,
// line numbers and paths.

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// fingerprintVersion changes whenever the same text would hash to something else.
const fingerprintVersion = "rust1-"

// Culprit is where it happened: the innermost application frame.
type Culprit struct {
	Function string // as printed in the output
	File     string
	Line     int // 1-based, 0 where there is none
}

// fingerprint hashes the canonical names of the application frames, innermost first, or of all kept frames where
// there is no application frame. The async bodies that only v0 names show, in the GenFuture::poll that they were
// inlined into, are left out.
func fingerprint(frames []rules.Frame) string {
	hash := sha256.New()
	written := writeNames(hash.Write, frames, func(f *rules.Frame) bool { return f.Class == Application && !f.Inlined })
	if !written {
		written = writeNames(hash.Write, frames, func(f *rules.Frame) bool { return !f.Removed })
	}
	if !written {
		return ""
	}
	return fingerprintVersion + hex.EncodeToString(hash.Sum(nil)[:16])
}

// writeNames writes a line for each frame that is wanted and has a name.
func writeNames(write func([]byte) (int, error), frames []rules.Frame, wanted func(*rules.Frame) bool) (written bool) {
	for i := range frames {
		f := &frames[i]
		if f.NameFacts == nil || !wanted(f) {
			continue
		}
		name := f.Text
		if f.IsPath {
			name = f.Shape.Canonical()
		}
		_, _ = write([]byte(name + "\n")) // a hash.Hash returns no error
		written = true
	}
	return written
}

// summarize fills in what the whole text is known by: the fingerprint and culprit of its first stack that has an
// application frame, or else of its first.
func (report *Report) summarize(frames []rules.Frame) {
	pivot := rules.Innermost(frames)
	known := pivot >= 0 && frames[pivot].Class == Application
	if report.Fingerprint == "" || known && report.Culprit.Function == "" {
		report.Fingerprint = fingerprint(frames)
	}
	if known && report.Culprit.Function == "" {
		f := &frames[pivot]
		report.Culprit = Culprit{Function: f.Result, File: f.File, Line: f.Line}
		if f.Result == "" {
			report.Culprit.Function = f.Printed
		}
	}
}
