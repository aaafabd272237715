package main

// What to send: the captured stacks as they are, and changed in the ways in which later texts differ from earlier ones.

import (
	"fmt"

	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// load says what becomes of text i in a pass over all.
type load struct {
	name string
	text func(text string, i, pass int) string
}

var loads = []load{
	{"the same stacks again", asItIs},
	{"the same stacks below new messages", func(text string, i, pass int) string {
		return fmt.Sprintf("request %d of round %d failed\n", i, pass) + text
	}},
	{"new stacks of known names", func(text string, _, pass int) string { return swapped(text, pass) }},
}

func asItIs(text string, _, _ int) string { return text }

// swapped swaps the names of two frames, different ones in each pass, so that every stack is new. Short stacks may
// repeat.
func swapped(text string, pass int) string {
	trace, err := stacktext.Find(text)
	if err != nil || len(trace.Frames) < 2 {
		return text
	}
	n := len(trace.Frames)
	from := pass % n
	to := (from + 1 + pass/n%(n-1)) % n
	first, second := trace.Frames[min(from, to)].Name, trace.Frames[max(from, to)].Name
	return text[:first.Start] + second.Of(text) + text[first.End:second.Start] + first.Of(text) + text[second.End:]
}
