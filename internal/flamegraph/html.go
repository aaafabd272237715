package flamegraph

import (
	_ "embed"
	"html/template"
	"io"
	"math"
)

// leastOfPage is the smallest share of the whole that a frame needs to be in a page. One can zoom into a page, so it is
// far below what is visible at first.
const leastOfPage = 1.0 / 4000

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// HTML writes the page as one self-contained file.
func (p *Page) HTML(out io.Writer) error {
	names := &numbering{number: map[string]int{}}
	data := struct {
		*Page
		Kinds  []Kind
		Graphs []pageGraph
		Names  []string
		Shorts []string
	}{Page: p, Kinds: p.present()}
	for _, g := range []struct {
		name  string
		graph *Graph
	}{{"before", p.Before}, {"after", p.After}} {
		data.Graphs = append(data.Graphs, newPageGraph(g.name, p.Summary(g.graph), g.graph, names))
	}
	data.Names = names.names
	for _, name := range names.names {
		data.Shorts = append(data.Shorts, short(name))
	}
	return pageTemplate.Execute(out, data)
}

// pageGraph is a graph in the form that the page's script reads.
type pageGraph struct {
	Name, Summary string
	// Boxes has six numbers per frame, callers before callees: depth, left and width in millionths of the whole, value,
	// and the numbers of the name and of the kind.
	Boxes []int64
}

func newPageGraph(name, summary string, g *Graph, names *numbering) pageGraph {
	graph := pageGraph{Name: name, Summary: summary}
	millionths := func(share float64) int64 { return int64(math.Round(share * 1e6)) }
	for _, b := range g.boxes(leastOfPage) {
		graph.Boxes = append(graph.Boxes, int64(b.depth), millionths(b.left), millionths(b.width), b.value,
			names.of(b.Name), names.of(b.Kind))
	}
	return graph
}

// numbering gives each name a number.
type numbering struct {
	names  []string
	number map[string]int
}

func (n *numbering) of(name string) int64 {
	number, ok := n.number[name]
	if !ok {
		number = len(n.names)
		n.names = append(n.names, name)
		n.number[name] = number
	}
	return int64(number)
}
