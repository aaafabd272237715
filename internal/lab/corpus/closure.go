package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// Closure is a closure or coroutine on the path of a function.
type Closure struct {
	// Kind is its kind as labels spell it: "async-fn", "async-block", "closure"; nightly's attribute of that name makes a
	// closure a "coroutine".
	Kind string
	// Index is its number among its siblings, which v0 names print and legacy names do not.
	Index int
}

// closureSegment is a closure or coroutine as rustc spells it in debug information
// (compiler/rustc_codegen_ssa/src/debuginfo/type_names.rs), perhaps with generic arguments.
var closureSegment = regexp.MustCompile(`^\{(closure|coroutine|(?:async|gen|async_gen)_(?:fn|block|closure))#(\d+)\}`)

// Closures returns the closures and coroutines on the path of a frame's function, outermost first. It leaves out those
// within generic arguments, which are types rather than parts of the path.
func (f FrameTruth) Closures() []Closure {
	var closures []Closure
	for _, segment := range pathSegments(f.Name) {
		match := closureSegment.FindStringSubmatch(segment)
		if match == nil {
			continue
		}
		index, err := strconv.Atoi(match[2])
		if err != nil {
			continue // more digits than a compiler writes
		}
		closures = append(closures, Closure{strings.ReplaceAll(match[1], "_", "-"), index})
	}
	return closures
}

// pathSegments splits a path at each "::" outside generic arguments. The ">" of a function type's "->" closes nothing.
func pathSegments(path string) []string {
	var segments []string
	depth, start := 0, 0
	for i := 0; i < len(path); i++ {
		switch {
		case path[i] == '<':
			depth++
		case path[i] == '>' && (i == 0 || path[i-1] != '-'):
			depth--
		case depth == 0 && strings.HasPrefix(path[i:], "::"):
			segments = append(segments, path[start:i])
			start = i + 2
		}
	}
	return append(segments, path[start:])
}
