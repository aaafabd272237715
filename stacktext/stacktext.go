// Package stacktext finds Rust stack traces in text, says where each part of each frame stands, and prints
// the text back with frames removed, renamed or renumbered.
//
// In goes any text: a log line, the value of exception.stacktrace, an error report with causes and several
// backtraces. Out comes a Trace: the frames of every stack as byte ranges of the text. Print splices edits
// into the text by those ranges, so that every byte that no edit names is the byte that came in, and no edits
// give the text itself.
//
// Start at Find. Each layout has a file of its own: the grammar in a comment, the parser, and what printing
// needs to know of it.
package stacktext

import "errors"

// Limits. A text beyond one of them is refused whole, with ErrTooLarge, rather than read in part.
const (
	// MaxText is the longest text read, in bytes. A 100,000-frame backtrace with its source lines is 20 MB.
	MaxText = 32 << 20
	// maxFrames bounds the frames of one text, and with them the memory one text can take.
	maxFrames = 200_000
)

// Errors of Find. Any text is allowed: an error says why nothing was read, not that the caller did wrong.
var (
	// ErrNoStack says that the text holds nothing that looks like a stack of frames.
	ErrNoStack = errors.New("no stack trace")
	// ErrNotRust says that there is a stack of frames, but nothing in it shows that Rust printed it.
	ErrNotRust = errors.New("stack trace of another language")
	// ErrTooLarge says that the text is over MaxText or has too many frames.
	ErrTooLarge = errors.New("over the size limit")
)

// Span is a half-open range of byte offsets of Trace.Text.
type Span struct{ Start, End int }

// Empty reports whether the range holds nothing; a part that a frame lacks is empty.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the bytes of the range.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Frame is one frame of a stack, or one line in which the writer of the text said that it had left frames out.
type Frame struct {
	Span          // all that goes when the frame goes: its lines with their line ends, or its list element
	Number   Span // its index with the blanks that align it; empty for a symbol inlined into the frame before
	Name     Span // the symbol with hash and disambiguators, without address and colours; Trace.Name unescapes it
	File     Span // the source file; Trace.File unescapes it
	Line     int  // 1-based, 0 where there is none
	Column   int  // 1-based, 0 where there is none
	Omitted  int  // for a line like std's "[... omitted 3 frames ...]": how many it stands for; else 0
	Resolved bool // the text has a name for it: not "<unknown>"

	content int  // where its first line starts, after what a logger put before it
	tail    int  // where its last line ends, before the line end
	suffix  Span // what color-eyre prints after the name; it goes when the name is replaced
}

// Stack is one run of frames, from one backtrace.
type Stack struct {
	Layout Layout
	First  int // index of its first frame in Trace.Frames
	End    int // index after its last

	numberWidth int      // the width that numbers are right-aligned to; 0 where they are not aligned
	leftAligned bool     // numbers are aligned to the left
	indent      string   // what stands before an elision line
	separated   bool     // the frames are elements of a list with commas between them
	encoding    encoding // how the characters of names are escaped
}

// Trace is a text with the stacks found in it, in the order of the text. Within a stack the frames are in the
// order of the text too, which is innermost first in every layout but those that say otherwise.
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
	Remove        // the frame goes without a trace
	Elide         // a line takes its place that says how many frames were left out
)

// Edit is what happens to one frame. The zero value leaves it as it is.
type Edit struct {
	Action  Action
	Name    string // the new name; "" leaves the old one
	Omitted int    // with Elide: the number of frames the line tells of
	Number  int    // with Renumber: the new index
	// Renumber sets the index to Number. A frame without an index keeps having none, as long as the frame that
	// has it is kept; so frames that share an index are to share a Number.
	Renumber bool
}
