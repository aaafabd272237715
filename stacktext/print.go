package stacktext

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Print returns the text with the edits made, one for each frame. It copies every byte that no edit names; if no edit
// changes anything, the result is Text itself.
//
// A frame without an index was inlined into the frame before, as the backtrace crate prints it. It takes over the index
// when that frame is removed, so give both the same Number.
func (t *Trace) Print(edits []Edit) string {
	if len(edits) != len(t.Frames) || !t.changes(edits) {
		return t.Text
	}
	p := printer{Trace: t, edits: edits, out: buffers.Get().(*bytes.Buffer)}
	defer giveBack(p.out)
	return p.all()
}

// PrintParts is Print for a text made of parts, such as the elements of an array: it takes the offsets at which they end,
// in ascending order up to the end of the text, and returns what became of each part. What replaces a frame that lies in
// several parts is in the first of them.
func (t *Trace) PrintParts(edits []Edit, ends []int) []string {
	printed, cuts := t.Text, ends
	if len(edits) == len(t.Frames) && t.changes(edits) {
		p := printer{Trace: t, edits: edits, out: buffers.Get().(*bytes.Buffer), ends: ends}
		defer giveBack(p.out)
		printed, cuts = p.all(), p.cuts
	}
	parts := make([]string, len(cuts))
	start := 0
	for i, cut := range cuts {
		parts[i], start = printed[start:cut], cut
	}
	return parts
}

// buffers are reused: the printed text is copied out of them, and is much shorter than they are.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxKeptBuffer is the largest buffer that is kept, in bytes.
const maxKeptBuffer = 1 << 20

func giveBack(buffer *bytes.Buffer) {
	if buffer.Cap() <= maxKeptBuffer {
		buffer.Reset()
		buffers.Put(buffer)
	}
}

// changes reports whether any edit changes anything.
func (t *Trace) changes(edits []Edit) bool {
	for _, s := range t.Stacks {
		for i := s.First; i < s.End; i++ {
			number := t.Frames[i].Number.Of(t.Text)
			if e := edits[i]; e.Action != Keep || e.Name != "" && e.Name != t.Name(i) ||
				e.Renumber && number != "" && s.number(number, e.Number) != number {
				return true
			}
		}
	}
	return false
}

// Name returns the name of a frame as Rust printed it: without the escapes of a transport, and with the hash that
// color-eyre prints separately.
func (t *Trace) Name(frame int) string {
	f := &t.Frames[frame]
	if !t.encoded && f.suffix.Empty() {
		return f.Name.Of(t.Text)
	}
	return t.encodingOf(frame).decode(f.Name.Of(t.Text)) + suffixHash(f.suffix.Of(t.Text))
}

// printer prints one trace.
type printer struct {
	*Trace
	edits  []Edit
	out    *bytes.Buffer
	copied int   // how far the text is printed, or was replaced
	ends   []int // of the parts of the text that are not printed yet
	cuts   []int // where the others end in what was printed
}

// all prints the whole text.
func (p *printer) all() string {
	for _, s := range p.Stacks {
		p.stack(s)
	}
	p.copyTo(len(p.Text))
	return p.out.String()
}

// copyTo copies the text up to the offset.
func (p *printer) copyTo(offset int) {
	for len(p.ends) > 0 && p.ends[0] <= offset {
		p.cuts = append(p.cuts, p.out.Len()+max(0, p.ends[0]-p.copied))
		p.ends = p.ends[1:]
	}
	if offset > p.copied {
		p.out.WriteString(p.Text[p.copied:offset])
		p.copied = offset
	}
}

// replace prints s instead of a range of the text.
func (p *printer) replace(old Span, s string) {
	p.copyTo(old.Start)
	p.out.WriteString(s)
	p.copied = max(p.copied, old.End)
}

// stack prints the frames of a stack.
func (p *printer) stack(s Stack) {
	if s.separated {
		p.list(s)
		return
	}
	owner := -1 // the frame that the next frames share their index with, until one of them is printed
	for i := s.First; i < s.End; i++ {
		f, e := &p.Frames[i], p.edits[i]
		if !f.Number.Empty() {
			owner = i
		}
		switch {
		case e.Action == Elide && s.Layout.holdsElision():
			p.elide(s, f, e.Omitted)
		case e.Action != Keep:
			p.replace(f.Span, "")
		default:
			p.number(s, i, owner)
			p.name(s, i)
			if f.Omitted == 0 {
				owner = -1
			}
		}
	}
}

// list prints the frames of a list with commas between them. Neighbouring frames that are removed take along the comma
// after the last, or at the end of the list the one before the first.
func (p *printer) list(s Stack) {
	for i := s.First; i < s.End; i++ {
		if p.edits[i].Action == Keep {
			p.name(s, i)
			continue
		}
		first := i
		for i+1 < s.End && p.edits[i+1].Action != Keep && p.neighbours(i) {
			i++
		}
		p.replace(listCut(p.Text, Span{p.Frames[first].Start, p.Frames[i].End}, i+1 == s.End), "")
	}
}

// neighbours reports whether there is nothing but a comma between the element and the next.
func (p *printer) neighbours(i int) bool {
	between := p.Text[p.Frames[i].End:p.Frames[i+1].Start]
	return strings.Trim(between, ",; \t\r\n") == ""
}

// listCut returns what to cut out with the elements: their comma, or in a folded stack their semicolon. Elements on lines of
// their own take these lines along, but not the indentation of the next element. A comma after the last element belongs
// to what is around the list.
func listCut(text string, elements Span, last bool) Span {
	start, end := elements.Start, elements.End
	if last || end == len(text) || text[end] != ',' && text[end] != ';' {
		before := strings.TrimRight(text[:start], " \t\r\n")
		return Span{len(strings.TrimRight(before, ",;")), end}
	}
	end++
	lineStart := len(strings.TrimRight(text[:start], " \t"))
	if lineEnd, next := lineAt(text, end); (lineStart == 0 || text[lineStart-1] == '\n') && strings.Trim(text[end:lineEnd], " \t\r") == "" {
		return Span{lineStart, next}
	}
	for end < len(text) && (isBlank(text[end]) || text[end] == '\n' || text[end] == '\r') {
		end++
	}
	return Span{start, end}
}

// number prints the index of a kept frame: its own, or the one of the removed frame that it was inlined into.
func (p *printer) number(s Stack, i, owner int) {
	f, e := &p.Frames[i], p.edits[i]
	switch {
	case f.Omitted > 0 || owner < 0:
	case owner == i:
		if e.Renumber {
			p.replace(f.Number, s.number(f.Number.Of(p.Text), e.Number))
		}
	default:
		o := &p.Frames[owner]
		blanks := max(f.content, f.Name.Start-(o.Name.Start-o.Number.Start))
		number := o.Number.Of(p.Text)
		if e.Renumber {
			number = s.number(number, e.Number)
		}
		p.replace(Span{blanks, f.Name.Start}, number)
		p.out.WriteString(p.Text[o.Number.End:o.Name.Start])
	}
}

// numbering is how a layout writes the numbers of frames.
type numbering uint8

const (
	rightAligned numbering = iota // to Stack.numberWidth, with blanks
	leftAligned                   // with blanks after them
	twoDigits                     // 07
	twoHexDigits                  // 0a
)

// number returns a number aligned like the one that it replaces.
func (s Stack) number(old string, number int) string {
	if min(s.numberWidth, len(old)) == alignedWidth && number < len(aligned) && s.numbers == rightAligned {
		return aligned[number]
	}
	digits := strconv.Itoa(number)
	switch {
	case s.numbers == twoDigits:
		return fmt.Sprintf("%02d", number)
	case s.numbers == twoHexDigits:
		return fmt.Sprintf("%02x", number)
	case s.numbers == leftAligned:
		return digits + strings.Repeat(" ", max(0, len(old)-len(digits)))
	case s.numberWidth > 0:
		return strings.Repeat(" ", max(0, min(s.numberWidth, len(old))-len(digits))) + digits
	}
	return old[:skipBlanks(old, 0, len(old))] + digits
}

// aligned holds the numbers of nearly all frames, as std prints them.
var aligned = func() (numbers [256]string) {
	for i := range numbers {
		numbers[i] = fmt.Sprintf("%*d", alignedWidth, i)
	}
	return numbers
}()

const alignedWidth = 4

// name prints the name of a kept frame.
func (p *printer) name(s Stack, i int) {
	f, e := &p.Frames[i], p.edits[i]
	if e.Name == "" || f.Name.Empty() || e.Name == p.Name(i) {
		return
	}
	p.replace(f.Name, s.encoding.encode(e.Name, f.Name.Of(p.Text)))
	if !f.suffix.Empty() {
		p.replace(f.suffix, "")
	}
}

// File returns the path of a frame's source file as Rust printed it, or "".
func (t *Trace) File(frame int) string {
	file := t.Frames[frame].File.Of(t.Text)
	if !t.encoded {
		return file
	}
	return t.encodingOf(frame).ofPath().decode(file)
}

// encodingOf returns how the names of the stack of a frame are escaped.
func (t *Trace) encodingOf(frame int) encoding {
	if !t.encoded {
		return 0
	}
	i, _ := slices.BinarySearchFunc(t.Stacks, frame, func(s Stack, frame int) int { return s.End - 1 - frame })
	return t.Stacks[i].encoding
}
