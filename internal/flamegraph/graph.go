// Package flamegraph draws flame graphs: two of them side by side, before and after, as one HTML page or as one SVG.
//
// In go stacks of named frames with a weight; out comes a file that needs nothing else. The outermost frame is at the
// top, so that graphs of different depths begin in one line. Start at NewGraph, Page.HTML and Page.SVG.
package flamegraph

import (
	"cmp"
	"slices"
)

// maxDepth bounds how many frames of a stack are drawn, from the outermost: more is endless recursion.
const maxDepth = 512

// Frame is a frame of a stack. Kind is the name of one of the page's kinds, which gives it its colour.
type Frame struct{ Name, Kind string }

// Graph is a tree of frames.
type Graph struct {
	Total  int64 // of the weights of all stacks
	frames map[string]int64
	root   *node
}

// node is a frame below the frames that called it.
type node struct {
	Frame
	value    int64
	children map[string]*node
}

// NewGraph returns an empty graph.
func NewGraph() *Graph {
	return &Graph{frames: map[string]int64{}, root: &node{Frame: Frame{Name: "all"}}}
}

// Add adds a stack, innermost frame first. A weight that is not above zero has no width, and is left out.
func (g *Graph) Add(stack []Frame, weight int64) {
	if weight <= 0 {
		return
	}
	g.Total += weight
	at := g.root
	at.value += weight
	for i := len(stack) - 1; i >= 0; i-- {
		g.frames[stack[i].Kind] += weight
		if len(stack)-i <= maxDepth {
			at = at.child(stack[i])
			at.value += weight
		}
	}
}

// child returns the child of that name. It has the kind of the first that had the name.
func (n *node) child(frame Frame) *node {
	c := n.children[frame.Name]
	if c == nil {
		c = &node{Frame: frame}
		if n.children == nil {
			n.children = map[string]*node{}
		}
		n.children[frame.Name] = c
	}
	return c
}

// Depth returns how many frames a stack has on average.
func (g *Graph) Depth() float64 {
	sum := int64(0)
	for _, n := range g.frames {
		sum += n
	}
	return float64(sum) / float64(max(g.Total, 1))
}

// Share returns which part of all frames is of a kind.
func (g *Graph) Share(kind string) float64 {
	return float64(g.frames[kind]) / max(g.Depth()*float64(g.Total), 1)
}

// box is a frame as it is drawn: left and width are parts of the whole.
type box struct {
	Frame
	depth       int
	left, width float64
	value       int64
}

// boxes lays the frames out, callers before what they called and the widest first. A frame that is narrower than the
// least share is a part of its caller, which bounds what is drawn.
func (g *Graph) boxes(least float64) []box {
	if g.Total == 0 {
		return nil
	}
	var all []box
	var lay func(n *node, depth int, left float64)
	lay = func(n *node, depth int, left float64) {
		width := float64(n.value) / float64(g.Total)
		all = append(all, box{n.Frame, depth, left, width, n.value})
		children := make([]*node, 0, len(n.children))
		for _, c := range n.children {
			children = append(children, c)
		}
		slices.SortFunc(children, func(a, b *node) int {
			return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.Name, b.Name))
		})
		for _, c := range children {
			if share := float64(c.value) / float64(g.Total); share >= least {
				lay(c, depth+1, left)
				left += share
			}
		}
	}
	lay(g.root, 0, 0)
	return all
}
