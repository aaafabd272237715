package stacktext

import "strings"

// source is a part of a text with what a transport did to it undone: escapes replaced by what they stand for,
// each line's log prefix left out. It knows for each of its bytes where that came from, so that what a layout
// finds in it can be named by offsets of the outer text.
type source struct {
	text   string
	pieces []piece
	escape escape
}

// piece is a run of bytes that were copied as they are. It reaches up to the next piece.
type piece struct {
	at    int  // offset in the source
	outer int  // offset in the outer text
	lead  int  // for the first piece of a line: where the line starts in the outer text, prefix included
	bound bool // a line end that stands for a quote which ends the string, and so is no part of the line
}

// builder makes a source.
type builder struct {
	text   strings.Builder
	pieces []piece
}

// copy appends bytes of the outer text that start there at the offset.
func (b *builder) copy(s string, outer int) {
	if n := len(b.pieces); n == 0 || b.pieces[n-1].outer+b.text.Len()-b.pieces[n-1].at != outer || b.pieces[n-1].bound {
		b.piece(outer, outer)
	}
	b.text.WriteString(s)
}

// put appends bytes that stand for something else, which starts in the outer text at the offset. What follows
// starts a new piece, because the lengths differ.
func (b *builder) put(s string, outer int, bound bool) {
	b.piece(outer, outer)
	b.pieces[len(b.pieces)-1].bound = bound
	b.text.WriteString(s)
}

// piece starts a piece. One that stayed empty is replaced, but for where its line started.
func (b *builder) piece(outer, lead int) {
	if n := len(b.pieces); n > 0 && b.pieces[n-1].at == b.text.Len() {
		b.pieces[n-1].outer = outer
		return
	}
	b.pieces = append(b.pieces, piece{at: b.text.Len(), outer: outer, lead: lead})
}

// source returns what was built. The last piece marks the end.
func (b *builder) source(outerEnd int, e escape) source {
	b.piece(outerEnd, outerEnd)
	return source{text: b.text.String(), pieces: b.pieces, escape: e}
}

// mapper translates offsets of a source that come in nearly ascending order.
type mapper struct {
	pieces []piece
	i      int
}

// seek makes i the last piece that starts at or before the offset.
func (m *mapper) seek(at int) piece {
	for m.i > 0 && m.pieces[m.i].at > at {
		m.i--
	}
	for m.i+1 < len(m.pieces) && m.pieces[m.i+1].at <= at {
		m.i++
	}
	return m.pieces[m.i]
}

// inner returns where the byte at the offset came from.
func (m *mapper) inner(at int) int {
	p := m.seek(at)
	return p.outer + at - p.at
}

// line returns where the line that starts at the offset starts in the outer text.
func (m *mapper) line(at int) int {
	if p := m.seek(at); p.at == at {
		return p.lead
	}
	return m.inner(at)
}

// lineEnd returns where the line ends in the outer text, of which the next starts at the offset.
func (m *mapper) lineEnd(at int) int {
	if m.seek(at - 1).bound {
		return m.inner(at - 1)
	}
	return m.line(at)
}

func (m *mapper) span(s Span) Span {
	if s.Empty() {
		return Span{}
	}
	return Span{m.inner(s.Start), m.inner(s.End)}
}

// outward translates everything found in the source from the given frame and stack on.
func (s source) outward(t *Trace, frames, stacks int) {
	m := mapper{pieces: s.pieces}
	for i := frames; i < len(t.Frames); i++ {
		f := &t.Frames[i]
		start, content := m.line(f.Start), m.inner(f.content)
		f.Number, f.Name, f.suffix, f.File = m.span(f.Number), m.span(f.Name), m.span(f.suffix), m.span(f.File)
		tail := m.inner(f.tail)
		f.Span, f.content, f.tail = Span{start, m.lineEnd(f.End)}, content, tail
	}
	for i := stacks; i < len(t.Stacks); i++ {
		t.Stacks[i].encoding = t.Stacks[i].encoding.inside(s.escape)
		t.encoded = t.encoded || s.escape != noEscape
	}
}
