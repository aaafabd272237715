package rewrite

// A hash that groups errors: the same failure gives the same hash whatever the build's mangling, addresses, hashes, line
// numbers and paths.

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// fingerprintVersion changes whenever any text would get a different hash.
const fingerprintVersion = "rust1-"

// Culprit is the frame where it happened: the innermost application frame.
type Culprit struct {
	Function string // as printed in the output
	File     string
	Line     int // 1-based, 0 if unknown
}

// fingerprint hashes the canonical names of the application frames, innermost first, or of all kept frames if there is no
// application frame. It skips async bodies that were inlined into GenFuture::poll, since only v0 names show them.
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

// writeNames writes a line for each wanted frame that has a name.
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

// summarize sets the fingerprint and culprit of the whole text: those of its first stack with an application frame, or
// else of its first stack.
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
