package stacktext

import (
	"strings"
	"sync"
)

// Find returns the Rust stacks of the text. Where it returns an error, the text holds none that can be read:
// ErrNoStack, ErrNotRust or ErrTooLarge.
//
// A program that reads many texts, few of which hold a stack, is faster with Start and Trace.Read.
func Find(text string) (*Trace, error) {
	t := new(Trace)
	if len(text) <= MaxText && quick.find(text) < 0 {
		return nil, ErrNoStack
	}
	if err := t.Read(text); err != nil {
		return nil, err
	}
	return t, nil
}

// Start takes a quick look at a text, without reading stacks. It reports whether there may be any, and where what matters
// to them starts: a message or a list of causes above does not change what Find finds, so it can be cut off.
func Start(text string) (start int, ok bool) {
	sign := quick.find(text)
	if sign < 0 {
		return 0, false
	}
	if start = startOfStacks(text); sign < start {
		sign = quick.find(text[start:]) // that one was in a message
	}
	return start, sign >= 0
}

// startOfStacks returns where what matters to the stacks of a text starts.
func startOfStacks(text string) int {
	f := finder{text: text}
	at := f.nextStart(0)
	end, _ := lineAt(text, at)
	if strings.Contains(text[:end], entityMark) || prefixedStarts(text, at, end) {
		return 0 // what undoes the entities or the prefixes reads the lines above again
	}
	return f.start
}

// Read makes t the Trace of a text, reusing its memory. Unlike Find it takes no quick look first: Start has. After an
// error, t can only be used to read another text.
func (t *Trace) Read(text string) error {
	t.Forget()
	if len(text) > MaxText {
		return ErrTooLarge
	}
	t.Text = text
	f := finders.Get().(*finder)
	defer finders.Put(f)
	*f = finder{trace: t, text: text}
	err := f.find()
	*f = finder{}
	return err
}

var finders = sync.Pool{New: func() any { return new(finder) }}

func (f *finder) find() error {
	f.readAll()
	f.trace.dropPartial()
	switch {
	case f.tooLarge:
		return ErrTooLarge
	case len(f.trace.Stacks) > 0:
		return nil
	case f.foreign:
		return ErrNotRust
	}
	return ErrNoStack
}

// Forget drops the text but keeps the memory of the frames for the next one.
func (t *Trace) Forget() {
	clear(t.Stacks[:cap(t.Stacks)])
	t.Text, t.Frames, t.Stacks, t.encoded = "", t.Frames[:0], t.Stacks[:0], false
}

// finder goes through one text line by line and reads the stacks in it. Its offsets refer to its own text.
type finder struct {
	trace *Trace
	text  string
	preamble
	depth     int  // how many transports were undone
	passed    int  // where the last stack ended
	tooLarge  bool // a limit was exceeded
	foreign   bool // a stack was read that shows no sign of Rust
	elementAt int  // offset of the next element of a Debug list
	listEnd   int  // where lines end that were read as a stack and turned out to be none
}

// readAll reads the whole text.
func (f *finder) readAll() {
	if f.readEntities() {
		return
	}
	for at := f.nextStart(0); at < len(f.text) && !f.tooLarge; {
		next := f.readStack(at)
		if next > at {
			f.passed = next
		} else {
			_, next = lineAt(f.text, at)
		}
		at = f.nextStart(next)
	}
}

// nextStart returns the first line from the offset on in which a stack may start, or the end of the text.
func (f *finder) nextStart(at int) int {
	for at < len(f.text) {
		next, skipped := f.readPreamble(at)
		if !skipped {
			var end int
			if end, next = lineAt(f.text, at); starters.any(f.text, at, end) {
				return at
			}
			f.passLine(next)
		}
		at = next
	}
	return at
}

// readStack reads the stack that starts at the line, if one does, and returns where to go on.
func (f *finder) readStack(at int) int {
	f.listEnd = at
	for _, layout := range readers {
		if end, ok := layout.read(f, at); ok {
			f.dropAbove(end)
			return end
		}
	}
	f.passLine(at)
	if f.listEnd == at {
		return f.readTransported(at)
	}
	return f.listEnd
}

// push appends a frame. The first call makes room for as many as a text of this length usually has.
func (f *finder) push(frame Frame) {
	const bytesPerFrame, most = 180, 4096
	if cap(f.trace.Frames) == 0 {
		f.trace.Frames = make([]Frame, 0, 8+min(len(f.text)/bytesPerFrame, most))
	}
	if len(f.trace.Frames) >= maxFrames {
		f.tooLarge = true
		return
	}
	f.trace.Frames = append(f.trace.Frames, frame)
}

// addStack appends the stack of the frames from s.First on.
func (f *finder) addStack(s Stack) {
	s.End = len(f.trace.Frames)
	f.trace.Stacks = append(f.trace.Stacks, s)
}
