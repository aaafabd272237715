package stacktext

import "strings"

// What comes before stacks and can look like one: lists of causes, SpanTraces, the message of a panic.

// preamble is what the lines before the current one say about it.
type preamble struct {
	start  int  // of the lines that say it; those above are irrelevant
	headed bool // the line above is a heading like "stack backtrace:"
	causes bool // this line may be an entry of a list of causes
	cause  int  // the number of its next entry
	column int  // where its numbers end, 0 before the first entry
	spans  bool // the line above is the heading of a SpanTrace
}

// dropAbove drops what the lines above the offset said.
func (f *finder) dropAbove(at int) { f.preamble = preamble{start: at} }

// passLine drops what concerned only the line that ends at the offset.
func (f *finder) passLine(next int) {
	if f.headed, f.spans = false, false; !f.causes {
		f.start = next
	}
}

// readPreamble reads the line at the offset if it says something about those below. If it is certainly no part of a stack,
// it returns where to go on.
func (f *finder) readPreamble(at int) (next int, skip bool) {
	end, next := lineAt(f.text, at)
	start := skipBlanks(f.text, at, end)
	line := f.text[start:end]
	switch {
	case line == "":
		return next, true
	case heading(line):
		f.dropAbove(at)
		f.headed = true
		return next, true
	case strings.HasPrefix(line, "Caused by") && strings.HasSuffix(line, ":"):
		f.dropAbove(at)
		f.causes = true
		return next, true
	case f.causes && f.readCause(at, next):
		return next, true
	case panicHeader(line) && !escapedStack(line):
		next = f.skipMessage(next)
		f.dropAbove(next)
		return next, true
	}
	f.causes = f.causes && start > at && f.cause > 0 // a cause without a number is the only one
	if spanHeading(line) {
		f.spans = true
		return next, true
	}
	return at, false
}

// heading reports whether the line announces a backtrace. The panic handler prints it in lower case, anyhow, eyre and
// stable-eyre with a capital, and color-eyre as a bar.
func heading(line string) bool {
	line = strings.TrimRight(line, " \t")
	return strings.HasSuffix(line, "tack backtrace:") && len(line) == len("stack backtrace:") ||
		strings.HasPrefix(line, "━━") && strings.Contains(line, "━ BACKTRACE ━")
}

func spanHeading(line string) bool {
	return strings.Contains(line, "━ SPANTRACE ━") || strings.HasPrefix(line, "span trace No. ") ||
		strings.HasPrefix(line, "Span trace:")
}

// readCause reports whether the line is the next entry of a list of causes, "    0: connection refused". A stack below the
// list can be told from it: causes have their numbers aligned in 5 columns (anyhow/src/fmt.rs), frames in 4, and causes
// have no location.
func (f *finder) readCause(at, next int) bool {
	line, ok := f.indexLine(at)
	if !ok || line.value != f.cause || f.column != 0 && f.column != line.number.End-at {
		return false
	}
	end, _ := lineAt(f.text, next)
	if strings.HasPrefix(strings.TrimLeft(f.text[next:end], " \t"), "at ") {
		return false
	}
	f.cause, f.column = f.cause+1, line.number.End-at
	return true
}

// causeList reports whether the numbered lines that end at the offset are color-eyre's list of errors, which has no
// heading: the line below gives it away.
func (n *numbered) causeList(end int) bool {
	if n.locations || n.headed {
		return false
	}
	for end < len(n.text) {
		lineEnd, next := lineAt(n.text, end)
		line := strings.TrimLeft(n.text[end:lineEnd], " \t")
		if line != "" {
			return line == "Location:" || strings.HasPrefix(line, "Backtrace omitted") || strings.HasPrefix(line, "━━")
		}
		end = next
	}
	return false
}

// panicHeader reports whether the line says who panicked where: "panicked at 'message', location" or
// "panicked at location:".
func panicHeader(line string) bool {
	const mark = "panicked at "
	n := strings.Index(line, mark)
	if n < 0 {
		return false
	}
	rest := line[n+len(mark):]
	if strings.HasPrefix(rest, "'") {
		return true
	}
	for {
		_, after, ok := strings.Cut(rest, ":")
		if !ok || after != "" && isDigit(after[0]) {
			return ok
		}
		rest = after
	}
}

// skipMessage returns where the message of a panic ends whose first line ends at the offset. A message can hold anything,
// even frames: the stack comes after "stack backtrace:". If neither that line nor the note comes before the next panic,
// a hook printed this one and its stack may follow at once; such a stack shows the panic handler.
func (f *finder) skipMessage(at int) int {
	for i := at; i < len(f.text); {
		end, next := lineAt(f.text, i)
		line := strings.TrimLeft(f.text[i:end], " \t")
		switch {
		case heading(line), strings.HasPrefix(line, "note: run with `RUST_BACKTRACE"):
			return i
		case panicHeader(line):
			return at
		case strings.HasPrefix(line, "0:") && f.panicStack(i):
			return i
		}
		i = next
	}
	return at
}

// panicStack reports whether one of the first frames of the stack that starts in the line belongs to the panic handler.
func (f *finder) panicStack(at int) bool {
	const most = 40 // lines; std's handler and what captures a backtrace have up to 15 frames
	for number, i := 0, 0; i < most && at < len(f.text); i++ {
		line, ok := f.indexLine(at)
		if ok {
			if line.value != number {
				return false
			}
			number++
			if name := line.name.Of(f.text); strings.Contains(name, "panicking") || strings.Contains(name, "rust_begin_unwind") {
				return true
			}
		} else if !strings.HasPrefix(strings.TrimLeft(f.text[at:line.end], " \t"), "at ") {
			return false
		}
		at = line.next
	}
	return false
}
