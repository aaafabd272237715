package coroutine

// What debug information knows. Package debuginfo implements it; whoever classifies names without has none.

// Oracle knows what closures are, where a compiler said it.
type Oracle interface {
	// Kinds fills in the kinds of the closure segments of a name, in the order of Facts.Closures; Unknown where it
	// is not known. It is called for every frame with a closure, by many goroutines at once.
	Kinds(name *Facts, at Place, into []Kind)
}

// Place is what a stack says of a frame beside its name. Names of different closures can read the same; any part of it
// may tell them apart, and be missing.
type Place struct {
	Printed string // the name or symbol with all that was printed of it: hash, disambiguators
	File    string
	Line    int // from 1; 0 where it is not known
	Column  int // likewise
}

// known is what an oracle says of the closures of one stack's frames.
type known struct {
	kinds []Kind
	from  []int32 // by frame: where its kinds start; -1 where it was not asked
}

// ask asks the oracle about the frames whose kinds are wanted.
func (s *stack) ask(oracle Oracle) {
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
		s.known.kinds = append(s.known.kinds, make([]Kind, len(f.Closures))...)
		oracle.Kinds(f.Facts, f.At, s.known.kinds[from:])
	}
}

// of returns what the oracle says of closure j of frame i.
func (k *known) of(i, j int) Kind {
	if i >= len(k.from) || k.from[i] < 0 {
		return Unknown
	}
	return k.kinds[int(k.from[i])+j]
}
