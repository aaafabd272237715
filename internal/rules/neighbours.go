package rules

import "strings"

// What the frames around a frame make of it, where its name and its file do not say its class.

// classifyErrorCrates makes dependencies of the error crates' frames that lie outside the innermost application
// frame: there they call the user's code, as with_context does, and capture nothing.
func classifyErrorCrates(frames []Frame, pivot int) {
	for i := range frames {
		if f := &frames[i]; pivot >= 0 && i > pivot && f.Class == Panic && !f.row.std {
			f.row, f.Class = rowErrorCrate, Dependency
		}
	}
}

// classifyConversion makes panic machinery of the conversion, such as that of the ? operator, for which an error crate captures
// the backtrace.
func classifyConversion(frames []Frame) {
	i := 0
	for i < len(frames) && frames[i].isCapture() {
		i++
	}
	if i > 0 && i < len(frames) && frames[i].row.converts {
		frames[i].row, frames[i].Class = rowConversion, Panic
	}
}

// classifyPlumbing gives frames of the standard library that plumbing calls the plumbing's class: a LocalKey::with
// between two frames of an executor is part of the executor.
func classifyPlumbing(frames []Frame, pivot int) {
	caller := Application
	for i := len(frames) - 1; i > pivot; i-- {
		f := &frames[i]
		switch f.Class {
		case Generator, Adapter, Panic:
			// says nothing of who called
		case Std:
			if caller.IsPlumbing() && !f.namesBody && !dropsBody(f) {
				f.row, f.Class = rowPlumbing, caller
			}
		default:
			caller = f.Class
			if f.NameFacts == nil && f.Omitted == 0 {
				caller = Application
			}
		}
	}
}

// dropsBody reports whether a frame of the standard library is the drop of a closure that is not the plumbing's own: it says which
// of the program's futures was cancelled.
func dropsBody(f *Frame) bool {
	if !f.HasPath() {
		return false
	}
	path := strings.TrimLeft(f.Dropped(), "<&")
	return path != "" && classOfPath(path).row == nil
}

// classifyBetween gives functions without a path and a place the class of the plumbing that they are between. Where there are
// line tables only, that is all that is known of some instructions.
func classifyBetween(frames []Frame, pivot int) {
	for i := pivot + 1; i < len(frames); i++ {
		end := i
		for end < len(frames) && frames[end].row == rowForeign && frames[end].isBare() && frames[end].File == "" {
			end++
		}
		if end == i {
			continue
		}
		if end < len(frames) && i-1 > pivot && frames[i-1].isBarePlumbing() && frames[end].isBarePlumbing() {
			for j := i; j < end; j++ {
				frames[j].row, frames[j].Class = rowBetween, frames[end].Class
			}
		}
		i = end
	}
}

// isBare reports whether the frame's name is a word of Rust's without a path.
func (f *Frame) isBare() bool { return f.HasPath() && nameWithoutCrate(f.Shape) != "" }

func (f *Frame) isBarePlumbing() bool { return f.Class.IsPlumbing() && f.isBare() && f.source.isRust() }

// classifyPrinting makes panic machinery of the standard library's frames that the machinery calls: the default hook
// writes the backtrace through io::Write and fmt::write, which RUST_BACKTRACE=full and a panic in a destructor that
// runs during unwinding show. What a hook of the application calls is the application's.
func classifyPrinting(frames []Frame) {
	caller := Application
	for i := panicEntry(frames); i >= 0; i-- {
		f := &frames[i]
		switch {
		case f.Class == Generator || f.Class == Adapter:
			// says nothing of who called
		case f.Class == Std && f.HasPath() && caller == Panic:
			f.row, f.Class = rowPrinting, Panic
		default:
			caller = f.Class
		}
	}
}

// classifyOutermost makes plumbing of the frames without a name at the outer end, outside the program's start:
// {:#} prints the null frame that ends every stack.
func classifyOutermost(frames []Frame) {
	at := len(frames)
	for at > 0 && frames[at-1].NameFacts == nil && frames[at-1].Omitted == 0 {
		at--
	}
	if at > 0 && frames[at-1].Class == Runtime {
		setOutermost(frames[at:])
	}
	classifyBehindMain(frames[:at])
}

// classifyBehindMain takes frames without a name that main is called by, and that the C library's start calls, for the C
// library's: since 2.34, glibc's __libc_start_call_main lies between, and is in no table of symbols
// (sysdeps/nptl/libc_start_call_main.h).
func classifyBehindMain(frames []Frame) {
	for i := range frames {
		f := &frames[i]
		if f.NameFacts == nil || f.Class != Runtime || !isMain(f.nameClass.noCrate) {
			continue
		}
		end := i + 1
		for end < len(frames) && frames[end].NameFacts == nil && frames[end].Omitted == 0 {
			end++
		}
		if end < len(frames) && frames[end].Class == Runtime {
			setOutermost(frames[i+1 : end])
		}
	}
}

func setOutermost(frames []Frame) {
	for i := range frames {
		frames[i].row, frames[i].Class = rowOutermost, Runtime
	}
}
