package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// result is what the demo shows: one of the stack texts, before and after, and the totals.
type result struct{ before, after, numbers string }

func newResult(before, after *batch, counts counts) result {
	r := result{numbers: numbers(counts.without("signal", "profiles")) + profileNumbers(before, after, counts)}
	if i := mostTelling(before.texts, after.texts); i >= 0 {
		r.before = strings.TrimRight(before.texts[i], "\n") + "\n"
		r.after = strings.TrimRight(after.texts[i], "\n") + "\n"
	}
	return r
}

func (r *result) print(out io.Writer) {
	fmt.Fprintf(out, "---- before ----\n%s---- after ----\n%s---- what the Collector counted ----\n%s",
		r.before, r.after, r.numbers)
}

// mostTelling returns the index of the shortest of the texts with the most labels; -1 if none has any.
func mostTelling(before, after []string) int {
	found, most := -1, 0
	for i, text := range after {
		labels := strings.Count(text, "{async-")
		if labels > most || labels > 0 && labels == most && len(before[i]) < len(before[found]) {
			found, most = i, labels
		}
	}
	return found
}

// numbers prints what the Collector counted of all texts.
func numbers(counts counts) string {
	kept, removed := counts.sum("frames", "action", "kept"), counts.sum("frames", "action", "removed")
	return fmt.Sprintf("texts   %s\n", list(counts.by("texts", "outcome"))) +
		fmt.Sprintf("frames  %d in, %d out; removed: %s\n", kept+removed, kept, list(counts.by("frames", "class", "action", "removed"))) +
		fmt.Sprintf("bytes   %d in, %d out\n", counts.sum("bytes", "direction", "in"), counts.sum("bytes", "direction", "out")) +
		fmt.Sprintf("labels  %s\n", list(counts.by("labels", "kind")))
}

// profileNumbers prints what became of the profile.
func profileNumbers(before, after *batch, counts counts) string {
	in, out := &before.profile, &after.profile
	return fmt.Sprintf("profile stacks %d in, %d out: %s; frames a stack %.1f in, %.1f out; samples %d in, %d out\n",
		in.stacks, out.stacks, list(counts.by("stacks", "outcome")), in.depth(), out.depth(), in.samples, out.samples)
}

// list prints the values by size, the largest first.
func list(values map[string]int) string {
	keys := slices.SortedFunc(maps.Keys(values), func(a, b string) int {
		return cmp.Or(values[b]-values[a], strings.Compare(a, b))
	})
	for i, key := range keys {
		keys[i] = fmt.Sprintf("%d %s", values[key], key)
	}
	return cmp.Or(strings.Join(keys, ", "), "none")
}
