package rules

// Panic hooks that programs set. They capture the backtrace, or print it, and so are innermost in it.

// classifyHook makes panic machinery of the frames of a panic hook, the program's own among them: what the machinery calls
// and has nothing inside but the capture and the printing. A hook that panics itself is none: of two panics, the inner one
// has the outer one's hook outside of it, where it happened. Nor is a hook that runs something, or hangs in the standard
// library.
func classifyHook(frames []Frame) {
	end := 0
	for end < len(frames) && !frames[end].row.callsHook {
		f := &frames[end]
		if f.Class.IsPlumbing() || f.Class == Generator || end == 0 && f.Class == Std {
			return
		}
		end++
	}
	if end == len(frames) {
		return
	}
	for i := range end {
		if f := &frames[i]; f.Omitted == 0 && f.Class != Panic {
			f.row, f.Class = rowHook, Panic
		}
	}
}
