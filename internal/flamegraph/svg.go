package flamegraph

import (
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"text/template"
	"unicode/utf8"
)

// The measures of the picture, in pixels.
const (
	pictureWidth = 1240
	margin       = 16
	gap          = 24
	graphWidth   = (pictureWidth - 2*margin - gap) / 2
	rowHeight    = 14
	letterWidth  = 5.9 // of the monospaced letters in the boxes, rounded up a little
	legendColumn = 400
	legendRow    = 18
	graphsTop    = 72 // without the legend
	leastWidth   = 2.5
)

// leastOfPicture is the smallest share of the whole that a frame needs to be in a picture: anything narrower is hardly
// visible.
const leastOfPicture = leastWidth / graphWidth

//go:embed picture.svg
var pictureText string

var pictureTemplate = template.Must(template.New("picture").Funcs(template.FuncMap{"xml": escape}).Parse(pictureText))

// escape escapes any text for XML: what XML does not allow becomes U+FFFD.
func escape(text string) (string, error) {
	var out strings.Builder
	err := xml.EscapeText(&out, []byte(text))
	return out.String(), err
}

// SVG writes the page as one picture.
func (p *Page) SVG(out io.Writer) error {
	picture := struct {
		*Page
		Width, Height int
		Kinds         []pictureKind
		Graphs        []pictureGraph
	}{Page: p, Width: pictureWidth}
	present := p.present()
	perRow := (pictureWidth - 2*margin) / legendColumn
	for i, kind := range present {
		picture.Kinds = append(picture.Kinds, pictureKind{
			Kind: kind, X: margin + i%perRow*legendColumn, Y: 44 + i/perRow*legendRow, Shares: p.Shares(kind.Name),
		})
	}
	top := graphsTop + (len(present)+perRow-1)/perRow*legendRow
	for i, g := range []*Graph{p.Before, p.After} {
		graph := newPictureGraph(g, []string{"before", "after"}[i], p.Summary(g), margin+i*(graphWidth+gap), top)
		picture.Graphs = append(picture.Graphs, graph)
		picture.Height = max(picture.Height, top+graph.height+margin)
	}
	return pictureTemplate.Execute(out, picture)
}

type pictureKind struct {
	Kind
	X, Y   int
	Shares string
}

type pictureGraph struct {
	Name, Summary string
	X, Y          int
	Boxes         []pictureBox
	height        int
}

// pictureBox is a box with its position in the graph; Label is as much of the name as fits.
type pictureBox struct {
	Name, Label, Kind, Share string
	X, Width                 string
	Y                        int
}

func newPictureGraph(g *Graph, name, summary string, x, y int) pictureGraph {
	graph := pictureGraph{Name: name, Summary: summary, X: x, Y: y}
	for _, b := range g.boxes(leastOfPicture) {
		if b.depth == 0 {
			continue // the graph's title says what the whole is
		}
		// Without the conversions some processors would round once where others round twice; so all draw the same
		// picture.
		width := float64(b.width * graphWidth)
		graph.Boxes = append(graph.Boxes, pictureBox{
			Name: b.Name, Label: fit(b.Name, width), Kind: b.Kind, Share: fmt.Sprintf("%.1f %%", 100*b.width),
			X: decimal(b.left * graphWidth), Width: decimal(width - 0.5), Y: (b.depth - 1) * rowHeight,
		})
		graph.height = max(graph.height, b.depth*rowHeight)
	}
	return graph
}

func decimal(n float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", n), ".0") }

// fit returns as much of a name as there is room for, "" if too little to say anything.
func fit(name string, width float64) string {
	const least = 4
	room := int((width - 5) / letterWidth)
	if utf8.RuneCountInString(name) > room {
		name = short(name)
	}
	if utf8.RuneCountInString(name) <= room {
		return name
	}
	if room < least {
		return ""
	}
	return string([]rune(name)[:room-1]) + "…"
}
