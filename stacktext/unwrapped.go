package stacktext

import "strings"

// unwrapped is a piece of a text in which what a transport did is undone: escapes are decoded, the log prefixes of lines
// left out. It knows where each of its bytes came from, so that what is found in it can be translated to the outer text.
type unwrapped struct {
	text   string
	pieces []piece
	escape escape
}

// piece is bytes that were copied unchanged, up to the next piece.
type piece struct {
	at    int  // offset in the unwrapped text
	outer int  // offset in the outer text
	lead  int  // for the first piece of a line: where the line starts in the outer text, prefix included
	bound bool // a line end made of the quote that ends a string, which is no part of the line
}

// unwrapper builds an unwrapped text.
type unwrapper struct {
	text   strings.Builder
	pieces []piece
}

// copy appends bytes of the outer text, which have this offset there.
func (b *unwrapper) copy(s string, outer int) {
	if n := len(b.pieces); n == 0 || b.pieces[n-1].outer+b.text.Len()-b.pieces[n-1].at != outer || b.pieces[n-1].bound {
		b.piece(outer, outer)
	}
	b.text.WriteString(s)
}

// put appends bytes instead of others that have this offset in the outer text. What follows is a new piece, because the
// lengths differ.
func (b *unwrapper) put(s string, outer int, bound bool) {
	b.piece(outer, outer)
	b.pieces[len(b.pieces)-1].bound = bound
	b.text.WriteString(s)
}

// piece starts a piece. It replaces one that stayed empty, but keeps where that one's line started.
func (b *unwrapper) piece(outer, lead int) {
	if n := len(b.pieces); n > 0 && b.pieces[n-1].at == b.text.Len() {
		b.pieces[n-1].outer = outer
		return
	}
	b.pieces = append(b.pieces, piece{at: b.text.Len(), outer: outer, lead: lead})
}

// done returns what was built. The last piece marks the end.
func (b *unwrapper) done(outerEnd int, e escape) unwrapped {
	b.piece(outerEnd, outerEnd)
	return unwrapped{text: b.text.String(), pieces: b.pieces, escape: e}
}

// mapper translates offsets to the outer text. It is fast if they are nearly in ascending order.
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

// lineEnd returns where the line ends in the outer text that is before the line at the offset.
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

// outward translates what was found in the unwrapped text, from this frame and stack on, to the outer text.
func (s unwrapped) outward(t *Trace, frames, stacks int) {
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
