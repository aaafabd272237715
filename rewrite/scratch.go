package rewrite

// The working memory for one text, reused for the next.

import (
	"slices"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lru"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// scratch has lists with one element for each frame of a text, or of one of its stacks.
type scratch struct {
	trace    stacktext.Trace
	frames   []rules.Frame
	keys     []lru.Key // of the names
	edits    []stacktext.Edit
	known    []evidence.Frame
	reversed bool // the text has the outermost frame first; the lists always have it last
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// maxKeptFrames limits what a scratch keeps: it frees its memory after a text with more frames.
const maxKeptFrames = 4096

// reset makes room for n frames.
func (s *scratch) reset(n int) {
	if cap(s.frames) < n {
		s.frames, s.keys = make([]rules.Frame, n), make([]lru.Key, n)
		s.edits, s.known = make([]stacktext.Edit, n), make([]evidence.Frame, n)
	}
	s.frames, s.keys, s.edits, s.known = s.frames[:n], s.keys[:n], s.edits[:n], s.known[:n]
}

// release forgets the text and returns the scratch to its pool.
func (s *scratch) release() {
	if max(cap(s.frames), cap(s.trace.Frames)) > maxKeptFrames {
		return
	}
	s.trace.Forget()
	clear(s.frames)
	clear(s.edits)
	clear(s.known)
	scratches.Put(s)
}

// of returns the elements for one stack, innermost frame first.
func (s *scratch) of(stack stacktext.Stack) scratch {
	part := scratch{
		frames: s.frames[stack.First:stack.End], edits: s.edits[stack.First:stack.End],
		known: s.known[stack.First:stack.End], reversed: stack.Layout.OutermostFirst(),
	}
	part.turn()
	return part
}

// restore puts these elements back into the order of the text.
func (s *scratch) restore() { s.turn() }

func (s *scratch) turn() {
	if s.reversed {
		slices.Reverse(s.frames)
		slices.Reverse(s.edits)
	}
}
