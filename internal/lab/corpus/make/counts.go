package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// counts is what a build has, for its report.
type counts struct {
	scenarios, frames, application int
	kinds                          map[string]int
	matches                        map[corpus.Match]int
	missing                        map[string]int // printed names without truth
}

func newCounts() *counts {
	return &counts{kinds: map[string]int{}, matches: map[corpus.Match]int{}, missing: map[string]int{}}
}

func (c *counts) add(frames []printed, truths []corpus.FrameTruth) {
	c.scenarios++
	c.frames += len(frames)
	for i, truth := range truths {
		c.matches[truth.Match]++
		if truth.Match == corpus.NoMatch {
			c.missing[frames[i].name]++
		}
		if truth.Application {
			c.application++
		}
		for _, closure := range truth.Closures() {
			c.kinds[closure.Kind]++
		}
	}
}

func (c *counts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "scenarios %d\nframes %d\napplication %d\n", c.scenarios, c.frames, c.application)
	for _, kind := range slices.Sorted(maps.Keys(c.kinds)) {
		fmt.Fprintf(&b, "kind %s %d\n", kind, c.kinds[kind])
	}
	for _, match := range slices.Sorted(maps.Keys(c.matches)) {
		fmt.Fprintf(&b, "match %s %d\n", match, c.matches[match])
	}
	for _, name := range slices.Sorted(maps.Keys(c.missing)) {
		fmt.Fprintf(&b, "missing %d %s\n", c.missing[name], name)
	}
	return b.String()
}
