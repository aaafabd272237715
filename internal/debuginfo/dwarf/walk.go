package dwarf

import (
	"debug/dwarf"
	"fmt"
)

// maxNesting bounds how deep entries are nested. The deepest seen in a real program was 40.
const maxNesting = 1 << 10

// Walk reads the entries below a unit's own, in their order, up to the end of the unit. It calls enter with each entry
// and with what enter returned for the entry around it, which is outermost for those directly below the unit's. After
// the last entry inside an entry that can have some, it calls leave, unless that is nil, with what enter returned for
// it.
//
// There is no other loop over entries, so that a tree that is too deep is an error everywhere, and that no recursion
// can use up the stack, which would end the program.
func Walk[T any](
	body *dwarf.Reader, outermost T, enter func(e *dwarf.Entry, around T) (inside T, err error), leave func(inside T) error,
) error {
	open := []T{outermost}
	for {
		e, err := body.Next()
		if err != nil || e == nil {
			return err
		}
		last := len(open) - 1
		if e.Tag != 0 {
			inside, err := enter(e, open[last])
			if err != nil {
				return err
			}
			if !e.Children {
				continue
			}
			if len(open) > maxNesting {
				return fmt.Errorf("entries nested more than %d deep at %#x", maxNesting, e.Offset)
			}
			open = append(open, inside)
			continue
		}
		inside := open[last]
		if open = open[:last]; last == 0 {
			return nil
		}
		if leave != nil {
			if err := leave(inside); err != nil {
				return err
			}
		}
	}
}

// releaseEvery is how many bytes of entries are read before the memory of the file's pages is given back. It is small,
// since the texts that entries refer to are spread over all of .debug_str, and each brings its neighbors into memory.
const releaseEvery = 1 << 14

// Pages gives memory back as a walk goes on.
type Pages struct {
	Release func() // of all files that are read
	last    dwarf.Offset
}

// At is told how far the walk is.
func (p *Pages) At(offset dwarf.Offset) {
	if offset < p.last || offset > p.last+releaseEvery {
		p.Release()
		p.last = offset
	}
}
