package rewrite

// Results for texts that were cleaned, since what fails once fails again.

import (
	"strings"
	"unsafe"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lru"
)

// Limits of the memory of one half of a cache, in bytes, as costOfText and costOfStable estimate it.
const (
	maxTextsHalf  = 8 << 20
	maxStableHalf = 1 << 20
	// maxTextShare limits one text, so that a few large ones do not evict all others.
	maxTextShare = maxTextsHalf / 16
	// usualText is about what a text costs.
	usualText = 1024
)

// knownText is the result for a text.
type knownText struct {
	cleaned string // "" if it is unchanged: the caller owns that memory
	report  Report
}

// newKnownText keeps none of the memory of the text itself.
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

// stable marks a text that a pass does not change.
type stable struct{}

func costOfStable(stable) int { return lru.Overhead }
