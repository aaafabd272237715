package rewrite

// The working memory of one text, used again for the next.

import (
	"slices"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// sheet has one element of each list for each frame of a text, or of one stack of it.
type sheet struct {
	trace    stacktext.Trace
	frames   []frame
	keys     []textKey // of the names
	edits    []stacktext.Edit
	evidence []evidence.Frame
	reversed bool // the text has the outermost frame first; the lists have it last all the same
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

// maxKeptFrames bounds what a sheet keeps: a text with more frames gives its memory back.
const maxKeptFrames = 4096

// reset makes room for n frames.
func (s *sheet) reset(n int) {
	if cap(s.frames) < n {
		s.frames, s.keys = make([]frame, n), make([]textKey, n)
		s.edits, s.evidence = make([]stacktext.Edit, n), make([]evidence.Frame, n)
	}
	s.frames, s.keys, s.edits, s.evidence = s.frames[:n], s.keys[:n], s.edits[:n], s.evidence[:n]
}

// release forgets the text and gives the memory back.
func (s *sheet) release() {
	if max(cap(s.frames), cap(s.trace.Frames)) > maxKeptFrames {
		return
	}
	s.trace.Forget()
	clear(s.frames)
	clear(s.edits)
	clear(s.evidence)
	sheets.Put(s)
}

// of returns the part for one stack, innermost frame first.
func (s *sheet) of(stack stacktext.Stack) sheet {
	part := sheet{
		frames: s.frames[stack.First:stack.End], edits: s.edits[stack.First:stack.End],
		evidence: s.evidence[stack.First:stack.End], reversed: stack.Layout.OutermostFirst(),
	}
	part.turn()
	return part
}

// restore brings the part into the order of the text again.
func (s *sheet) restore() { s.turn() }

func (s *sheet) turn() {
	if s.reversed {
		slices.Reverse(s.frames)
		slices.Reverse(s.edits)
	}
}
