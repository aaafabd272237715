// Package stacktext finds the frames of Rust stack traces in text, and prints the text back with frames removed, renamed
// or renumbered.
//
// In goes any text: a log line, the value of exception.stacktrace, an error report with causes and several backtraces. Out
// comes a Trace: the frames of every stack as byte ranges of the text. Print splices edits into the text by these ranges.
// It copies every byte that no edit names, so that without edits the text comes back as it was.
//
// Start at Find. Each layout has a file, layout_<name>.go, with its grammar, its parser and what printing needs to know,
// and a row in the table in layout.go. What delivers texts and wraps them has the files transport_<name>.go.
package stacktext

import "errors"

// Limits. A text over one of them is not read at all: half of a stack would be worse.
const (
	// MaxText is the longest text read, in bytes. A 100,000-frame backtrace with its source lines is 20 MB.
	MaxText = 32 << 20
	// maxFrames limits the frames of one text, and so the memory that it can take.
	maxFrames = 200_000
)

// Errors of Find. They are no mistakes of the caller, who may ask about any text: they say why nothing was read.
var (
	// ErrNoStack says that nothing in the text looks like a stack.
	ErrNoStack = errors.New("no stack trace")
	// ErrNotRust says that there is a stack, but nothing in it shows that Rust printed it.
	ErrNotRust = errors.New("stack trace of another language")
	// ErrTooLarge says that the text is longer than MaxText or has over 200,000 frames.
	ErrTooLarge = errors.New("over the size limit")
)

// Span is a half-open range of byte offsets of Trace.Text.
type Span struct{ Start, End int }

// Empty reports whether the range is empty, as the range of what a frame lacks is.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the bytes of the range.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Frame is a frame of a stack, or a line that says how many frames the writer of the text left out.
type Frame struct {
	Span          // what is removed with the frame: its lines with their line ends, or its list element
	Number   Span // its index with the blanks that align it; empty for a symbol inlined into the frame before
	Name     Span // the symbol with hash and disambiguators, without address and colours; Trace.Name unescapes it
	File     Span // the source file; Trace.File unescapes it
	Line     int  // 1-based; 0 if unknown
	Column   int  // 1-based; 0 if unknown
	Omitted  int  // 3 for a line like std's "[... omitted 3 frames ...]"; 0 for a frame
	Resolved bool // the text has a name for it, not "<unknown>"

	content int  // where its first line starts, after what a logger put before it
	tail    int  // where its last line ends, before the line end
	suffix  Span // what color-eyre prints after the name; removed when the name is replaced
}

// Stack is the frames of one backtrace, from Frames[First] up to Frames[End].
type Stack struct {
	Layout Layout
	First  int // index of its first frame in Trace.Frames
	End    int // index after its last

	numberWidth int       // the width that numbers are right-aligned to; 0 where they are not aligned
	numbers     numbering // how numbers are written
	indent      string    // of an elision line
	separated   bool      // the frames are elements of a list with commas between them
	encoding    encoding  // how the characters of names are escaped
}

// Trace is a text with the stacks found in it. Stacks and frames are in the order of the text, which has the innermost
// frame first unless Layout.OutermostFirst says otherwise.
type Trace struct {
	Text   string
	Frames []Frame
	Stacks []Stack

	encoded bool // the names of some stack are escaped
}

// Action says what happens to a frame.
type Action uint8

// The actions. Keep is the zero value: an Edit that says nothing changes nothing.
const (
	Keep   Action = iota
	Remove        // leave nothing of the frame
	Elide         // replace it by a line that says how many frames were left out; like Remove where the layout has no such line
)

// Edit is what happens to one frame. The zero value leaves it as it is.
type Edit struct {
	Action  Action
	Name    string // the new name; "" leaves the old one
	Omitted int    // with Elide: how many frames that line says were left out
	Number  int    // with Renumber: the new index
	// Renumber sets the index to Number. Frames that share an index, as inlined ones do, must share a Number: when the
	// frame that shows the index is removed, the next one shows it.
	Renumber bool
}
