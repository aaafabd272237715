package stacktext

// Transports: what delivers a text may wrap it, once or several times. A line that no layout reads is given to each
// transport in turn. The one that recognizes it undoes what it did to the lines; what comes out is read as a text of
// its own, and what is found there is translated to offsets of the outer text.

// transports are tried in this order at every line that no layout reads. Each undoes what one kind of transport
// does to the lines from the offset on.
var transports = [...]struct {
	undo       func(f *finder, at int) (s source, end int, ok bool)
	starts     startFunc // whether undo can succeed at a line, as in layoutFacts
	interrupts bool      // as in layoutFacts
	signs      signs     // what the quick look finds it by, beyond the signs of the layouts
}{
	{undo: (*finder).readPrefixed, starts: prefixedStarts}, // the log lines of others have prefixes too
	{undo: (*finder).readEscaped, starts: escapedStarts, interrupts: true, signs: signEscaped},
	{undo: (*finder).readCollapsed, starts: collapsedStarts, interrupts: true},
}

const (
	// maxTransports bounds how deep texts are unpacked: JSON in JSON in a log line.
	maxTransports = 4
	// maxPieces bounds the memory that a source takes beside its text. A stack has some four for each frame.
	maxPieces = 1 << 20
)

// readTransported reads the stacks of the lines from the offset on after undoing what a transport did to them.
// It returns where those lines end; they are not looked at again.
func (f *finder) readTransported(at int) int {
	if f.depth >= maxTransports {
		return at
	}
	for i := range transports {
		if s, end, ok := transports[i].undo(f, at); ok {
			f.readSource(s)
			return end
		}
	}
	return at
}

// readSource reads the stacks of a source and reports whether there are any.
func (f *finder) readSource(s source) bool {
	if len(s.pieces) > maxPieces {
		f.tooLarge = true
		return false
	}
	frames, stacks := len(f.trace.Frames), len(f.trace.Stacks)
	inner := finder{trace: f.trace, text: s.text, depth: f.depth + 1}
	inner.readAll()
	f.foreign = f.foreign || inner.foreign
	f.tooLarge = f.tooLarge || inner.tooLarge
	s.outward(f.trace, frames, stacks)
	return len(f.trace.Stacks) > stacks
}
