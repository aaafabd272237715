package rules

import "strings"

// The ? operator, through which errors get a backtrace: from_residual calls the From that captures it.

var rowQuestionMark = &frameRow{basis: byNeighbours, class: Panic, reason: "the ? itself, which converted the error and so captured the backtrace"}

// classifyQuestionMark makes panic machinery of the frame of a ? where nothing but the capture of a backtrace is inside it. A
// From of the program's own that it calls is where it happened, and so would be what panics in there.
func classifyQuestionMark(frames []Frame) {
	for i := range frames {
		f := &frames[i]
		switch {
		case f.Class == Panic:
		case i > 0 && f.isQuestionMark():
			f.row, f.Class = rowQuestionMark, Panic
			return
		default:
			return
		}
	}
}

// isQuestionMark reports whether the frame is FromResidual::from_residual of Option or Result, or Try::from_error as it was to 1.52.
func (f *Frame) isQuestionMark() bool {
	if f.Class != Std || !f.HasPath() {
		return false
	}
	path := f.Shape.Path
	name := path[strings.LastIndexByte(path, ':')+1:]
	return name == "from_residual" || name == "from_error"
}
