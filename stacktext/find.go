package stacktext

import (
	"strings"
	"sync"
)

// Find returns the Rust stacks of the text. Where it returns an error, the text holds none that can be read:
// ErrNoStack, ErrNotRust or ErrTooLarge.
//
// Who reads many texts, most of which hold no stack, calls Start first and then Trace.Read, in memory that is used again.
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

// Start reports in a quick look whether a text may hold stacks, and where what matters to them starts: Find finds in the
// text what it finds from there on, whatever comes before, be it a message or a list of causes. It reads no stack.
func Start(text string) (start int, ok bool) {
	sign := quick.find(text)
	if sign < 0 {
		return 0, false
	}
	if start = startOfStacks(text); sign < start {
		sign = quick.find(text[start:]) // the one that was found does not count
	}
	return start, sign >= 0
}

// startOfStacks returns where what matters to the stacks of a text starts.
func startOfStacks(text string) int {
	f := finder{text: text}
	at := f.nextStart(0)
	end, _ := lineAt(text, at)
	if strings.Contains(text[:end], entityMark) || prefixedStarts(text, at, end) {
		return 0 // the lines before are read again, free of entities or of what a logger put before all of them
	}
	return f.since
}

// Read makes t the Trace of a text, as Find does but without a quick look before, and in the memory that t has. When it
// returns an error, t is of no use but for another text.
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
	f.trace.dropTorn()
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

// Forget lets go of the text, and keeps the memory of the frames.
func (t *Trace) Forget() {
	clear(t.Stacks[:cap(t.Stacks)])
	t.Text, t.Frames, t.Stacks, t.encoded = "", t.Frames[:0], t.Stacks[:0], false
}

// finder goes through one text line by line and reads the stacks in it. Offsets are those of its text.
type finder struct {
	trace *Trace
	text  string
	surroundings
	depth     int  // how many transports were undone
	passed    int  // where the last stack ended
	tooLarge  bool // a limit was passed
	foreign   bool // a stack was read that shows no sign of Rust
	elementAt int  // offset of the next element of a Debug list
	listEnd   int  // where a list of lines ended that was read and not taken for a stack
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
		next, skipped := f.readSurroundings(at)
		if !skipped {
			var end int
			if end, next = lineAt(f.text, at); mayStart(f.text, at, end) {
				return at
			}
			f.pass(next)
		}
		at = next
	}
	return at
}

// mayStart reports whether a stack may start in a line.
func mayStart(text string, at, end int) bool {
	for _, starts := range starters {
		if starts(text, at, end) {
			return true
		}
	}
	return false
}

// readStack reads the stack that starts at the line, if one does, and returns where to go on.
func (f *finder) readStack(at int) int {
	f.listEnd = at
	for _, layout := range readers {
		if end, ok := layout.read(f, at); ok {
			f.leave(end)
			return end
		}
	}
	f.pass(at)
	if f.listEnd == at {
		return f.readTransported(at)
	}
	return f.listEnd
}

// push appends a frame. The first makes room for as many as a text of that length has as a rule.
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
