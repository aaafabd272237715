package evidence

// What an oracle knows of the closures of one stack's frames.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// known is what an oracle says of the closures of one stack's frames.
type known struct {
	kinds []rustname.Kind
	from  []int32 // by frame: where its kinds start; -1 where it was not asked
}

// ask asks the oracle about the frames whose kinds are wanted.
func (s *stack) ask(oracle coroutine.Oracle) {
	s.known.kinds, s.known.from = s.known.kinds[:0], s.known.from[:0]
	if oracle == nil {
		return
	}
	for i := range s.frames {
		f := &s.frames[i]
		if !f.Wanted || f.Facts == nil || len(f.Closures) == 0 {
			s.known.from = append(s.known.from, -1)
			continue
		}
		from := len(s.known.kinds)
		s.known.from = append(s.known.from, int32(from))
		s.known.kinds = append(s.known.kinds, make([]rustname.Kind, len(f.Closures))...)
		oracle.Kinds(&f.Name, f.At, s.known.kinds[from:])
	}
}

// of returns what the oracle says of closure j of frame i.
func (k *known) of(i, j int) rustname.Kind {
	if i >= len(k.from) || k.from[i] < 0 {
		return rustname.KindUnknown
	}
	return k.kinds[int(k.from[i])+j]
}
