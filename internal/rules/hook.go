package rules

// Panic hooks that programs set. They capture the backtrace, or print it, and so are innermost in it.

// classifyHook makes panic machinery of the frames of a panic hook, the program's own among them: what the machinery calls
// and has nothing inside but the capture and the printing.
func classifyHook(frames []Frame) {
	end := 0
	for end < len(frames) && !frames[end].row.callsHook {
		if f := &frames[end]; !f.mayBeInHook() || end == 0 && f.mayBeWhereItHappened() {
			return
		}
		end++
	}
	if end == len(frames) {
		return
	}
	for i := range end {
		f := &frames[i]
		switch {
		case f.Omitted > 0 || f.Class == Panic:
			continue
		case f.Class == Application:
			f.row = rowOwnHook
		case f.row.std || f.row.basis == byStd:
			f.row = rowPrinting
		default:
			f.row = rowHook
		}
		f.Class = Panic
	}
}

// mayBeInHook reports whether a frame inside of what calls the hook may be one of a hook that captures the backtrace. A part of a
// panic is none: the panic unwinds, and runs a destructor, or the hook itself panicked, which is where it happened then. Plumbing
// may be one: hooks log through tracing, catch panics of their own, and block on what sends a report.
func (f *Frame) mayBeInHook() bool { return f.Class != Panic || f.isCapture() }

// mayBeWhereItHappened reports whether the frame can be, innermost, what failed below a hook, of whose panic the frames are gone.
func (f *Frame) mayBeWhereItHappened() bool {
	return f.Class == Std || f.Class == Generator || f.Class.IsPlumbing()
}

// isCapture reports whether the frame captures or prints a backtrace, and is no part of a panic.
func (f *Frame) isCapture() bool { return f.Class == Panic && (f.row.captures || !f.row.std) }
