package rewrite

// What is kept of texts that were cleaned, since what fails once fails again.

import (
	"strings"
	"unsafe"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lru"
)

// Limits of the memory that one half of a cache takes, in bytes, as the cost of its entries estimates it.
const (
	maxTextsHalf  = 8 << 20
	maxStableHalf = 1 << 20
	// maxTextShare bounds one text, so that a few large ones do not drive out all others.
	maxTextShare = maxTextsHalf / 16
	// usualText is about what a text comes to.
	usualText = 1024
)

// knownText is what became of a text.
type knownText struct {
	cleaned string // "" where it came back as it was: that memory is its owner's
	report  Report
}

// newKnownText keeps nothing of the memory of the text itself.
func newKnownText(cleaned string, report Report) *knownText {
	culprit := &report.Culprit
	culprit.Function, culprit.File = strings.Clone(culprit.Function), strings.Clone(culprit.File)
	if report.Outcome != Cleaned {
		cleaned = ""
	}
	return &knownText{cleaned, report}
}

func costOfText(known *knownText) int {
	return lru.Overhead + int(unsafe.Sizeof(*known)) + len(known.cleaned) + len(known.report.Culprit.Function)
}

// stable is what is known of a text that a pass over it does not change.
type stable struct{}

func costOfStable(stable) int { return lru.Overhead }
