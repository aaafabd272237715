package rules

// Panic hooks that programs set. They capture the backtrace, or print it, and so are innermost in it.

// classifyHook makes panic machinery of the frames of a panic hook, the program's own among them: what the machinery calls
// and has nothing inside but the capture and the printing.
func classifyHook(frames []Frame) {
	end := 0
	for end < len(frames) && !frames[end].row.callsHook {
		if end == 0 && frames[end].Class == Std || !frames[end].mayBeInHook() {
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
// panic is none: the panic unwinds, and runs a destructor, or the hook itself panicked, which is where it happened then. Nor is
// a runtime, since the hook runs something.
func (f *Frame) mayBeInHook() bool {
	switch f.Class {
	case Panic:
		return f.isCapture()
	case Generator:
		return false
	}
	return !f.Class.IsPlumbing()
}

// isCapture reports whether the frame captures or prints a backtrace, and is no part of a panic.
func (f *Frame) isCapture() bool { return f.Class == Panic && (f.row.captures || !f.row.std) }
