package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// printResult prints the shortest of the stack texts that changed, before and after, and the numbers of all.
func printResult(out io.Writer, before, after *batch, counts counts) {
	shown := -1
	for i, text := range before.texts {
		if text != after.texts[i] && (shown < 0 || len(text) < len(before.texts[shown])) {
			shown = i
		}
	}
	if shown >= 0 {
		fmt.Fprintf(out, "---- before ----\n%s\n", strings.TrimRight(before.texts[shown], "\n"))
		fmt.Fprintf(out, "---- after ----\n%s\n", strings.TrimRight(after.texts[shown], "\n"))
	}
	fmt.Fprintf(out, "---- what the Collector counted ----\n%s", numbers(counts))
}

// numbers prints what the Collector counted of all texts.
func numbers(counts counts) string {
	kept, removed := counts.sum("frames", "action", "kept"), counts.sum("frames", "action", "removed")
	return fmt.Sprintf("texts   %s\n", list(counts.by("texts", "outcome"))) +
		fmt.Sprintf("frames  %d in, %d out; removed: %s\n", kept+removed, kept, list(counts.by("frames", "class", "action", "removed"))) +
		fmt.Sprintf("bytes   %d in, %d out\n", counts.sum("bytes", "direction", "in"), counts.sum("bytes", "direction", "out")) +
		fmt.Sprintf("labels  %s\n", list(counts.by("labels", "kind")))
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
