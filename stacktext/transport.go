package stacktext

// Transports are what delivers a text and wraps it on the way: a logger, a container runtime, JSON. At a line that no layout
// reads, each transport in turn tries to unwrap the lines from there on. The result is read like any other text, and may
// be wrapped again.

// transports are tried in this order at every line that no layout reads.
var transports = [...]struct {
	unwrap     func(f *finder, at int) (s unwrapped, end int, ok bool)
	starts     startFunc // whether unwrap can succeed at a line, as in layoutFacts
	interrupts bool      // as in layoutFacts
	signs      signs     // what the quick look finds it by, beyond the signs of the layouts
}{
	{unwrap: (*finder).readPrefixed, starts: prefixedStarts}, // foreign lines in a log have a prefix too
	{unwrap: (*finder).readEscaped, starts: escapedStarts, interrupts: true, signs: signEscaped},
	{unwrap: (*finder).readCollapsed, starts: collapsedStarts, interrupts: true},
}

const (
	// maxTransports limits how often a text is unwrapped: JSON in JSON in a log line.
	maxTransports = 4
	// maxPieces limits the memory of an unwrapped text. A stack has about four pieces a frame.
	maxPieces = 1 << 20
)

// readTransported unwraps the lines from the offset on and reads their stacks. It returns where those lines end.
func (f *finder) readTransported(at int) int {
	if f.depth >= maxTransports {
		return at
	}
	for i := range transports {
		if s, end, ok := transports[i].unwrap(f, at); ok {
			f.readUnwrapped(s)
			return end
		}
	}
	return at
}

// readUnwrapped reads the stacks of an unwrapped text and reports whether there are any.
func (f *finder) readUnwrapped(s unwrapped) bool {
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
