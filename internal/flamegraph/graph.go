// Package flamegraph draws flame graphs: two of them side by side, before and after, as one HTML page or as one SVG.
//
// In go stacks of named frames with a weight; out comes a self-contained file. The outermost frame is at the top, so that
// graphs of different depths start on the same line. Start at NewGraph, Page.HTML and Page.SVG.
package flamegraph

import (
	"cmp"
	"slices"
)

// maxDepth limits how many frames of a stack to draw, from the outermost: more is endless recursion.
const maxDepth = 512

// Frame is a frame of a stack. Kind names one of the page's kinds, which sets the colour.
type Frame struct{ Name, Kind string }

// Graph is a tree of frames.
type Graph struct {
	Total  int64 // the sum of the weights of all stacks
	frames map[string]int64
	root   *node
}

// node is a frame under the frames that called it.
type node struct {
	Frame
	value    int64
	children map[string]*node
}

// NewGraph returns an empty graph.
func NewGraph() *Graph {
	return &Graph{frames: map[string]int64{}, root: &node{Frame: Frame{Name: "all"}}}
}

// Add adds a stack, innermost frame first. A weight of zero or less has no width, and is left out.
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

// child returns the child with that name. It has the kind of the first frame with the name.
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

// Depth returns the average number of frames in a stack.
func (g *Graph) Depth() float64 {
	sum := int64(0)
	for _, n := range g.frames {
		sum += n
	}
	return float64(sum) / float64(max(g.Total, 1))
}

// Share returns the share of a kind among all frames.
func (g *Graph) Share(kind string) float64 {
	return float64(g.frames[kind]) / max(g.Depth()*float64(g.Total), 1)
}

// box is a frame as drawn: left and width are fractions of the whole.
type box struct {
	Frame
	depth       int
	left, width float64
	value       int64
}

// boxes lays the frames out, callers before callees and the widest first. A frame narrower than least is drawn as part of
// its caller, which limits the number of boxes.
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
