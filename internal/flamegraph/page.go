package flamegraph

import (
	"fmt"
	"strconv"
	"strings"
)

// Page is a pair of graphs.
type Page struct {
	Title         string
	Unit          string // of the weights
	Before, After *Graph
}

// Kind is a kind of frame, with its colours on a light and on a dark background.
type Kind struct{ Name, Text, Light, Dark string }

// kinds are the classes of frames, and one for frames of other languages. The application is bright; what cleaning
// removes is pale.
var kinds = []Kind{
	{"application", "your own code", "#ff9d4d", "#b8560a"},
	{"dependency", "other crates", "#f3d268", "#7d6210"},
	{"std", "the standard library", "#9ccbf0", "#25608f"},
	{"generator", "GenFuture and its kin", "#d9b8ec", "#6b3f86"},
	{"adapter", "pointers to futures, shims", "#ead7f4", "#553268"},
	{"combinator", "select, join, timeout", "#bfe0ac", "#40682d"},
	{"server", "hyper, tower, axum", "#a9ddd2", "#22665a"},
	{"runtime", "executor, threads, start", "#cdd3db", "#4b5462"},
	{"panic", "panic machinery", "#f4a9a5", "#8f3732"},
	{"native", "the kernel, libc, no name", "#e3e3df", "#37393d"},
	{"other", "not Rust, left alone", "#f1efe6", "#2a2c30"},
}

// present returns the kinds that one of the graphs has.
func (p *Page) present() []Kind {
	var present []Kind
	for _, kind := range kinds {
		if p.Before.frames[kind.Name]+p.After.frames[kind.Name] > 0 {
			present = append(present, kind)
		}
	}
	return present
}

// Summary says what a graph shows.
func (p *Page) Summary(g *Graph) string {
	return fmt.Sprintf("%s %s, %.1f frames a stack", grouped(g.Total), p.Unit, g.Depth())
}

// Shares returns the share of a kind among the frames before and after.
func (p *Page) Shares(kind string) string {
	return percent(p.Before.Share(kind)) + " → " + percent(p.After.Share(kind))
}

func percent(share float64) string {
	if share > 0 && share < 0.005 {
		return "<1 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}

// grouped prints a number with thousands separators.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), ",")
}
