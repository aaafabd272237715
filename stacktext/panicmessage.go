package stacktext

// What the default panic hook prints: who panicked where, the message, and the backtrace
// (library/std/src/panicking.rs, default_hook).
//
//	panic    = { newline } [ "thread '" name "'" [ " (" id ")" ] " " ] "panicked at " ( old | new ) .
//	old      = "'" message "', " location newline rest .                      to 1.72
//	new      = location ":" newline message newline rest .                    1.73 on; the id since 1.91
//	location = file ":" line ":" column .
//	rest     = [ "stack backtrace:" newline frames ] [ "note: " … ] .

import "strings"

// PanicMessage is what a panic message consists of.
type PanicMessage struct {
	Thread   string // "" if not named
	Location string // "src/main.rs:27:158"
	Message  string
	Frames   string // the text below "stack backtrace:"; "" if there is none
}

// ParsePanic reads a text that starts as a panic message. What it returns has no CR at line ends.
func ParsePanic(text string) (PanicMessage, bool) {
	var p PanicMessage
	rest := strings.TrimLeft(text, "\r\n")
	if after, ok := strings.CutPrefix(rest, "thread '"); ok {
		end := strings.Index(after, "' ")
		if end < 0 {
			return p, false
		}
		p.Thread, rest = after[:end], after[end+len("' "):]
		if strings.HasPrefix(rest, "(") {
			_, rest, _ = strings.Cut(rest, ") ")
		}
	}
	rest, ok := strings.CutPrefix(rest, "panicked at ")
	if !ok {
		return p, false
	}
	rest = strings.ReplaceAll(rest, "\r\n", "\n")
	if quoted, old := strings.CutPrefix(rest, "'"); old {
		rest, ok = p.readOld(quoted)
	} else {
		rest, ok = p.readNew(rest)
	}
	if !ok {
		return p, false
	}
	if _, frames, ok := strings.Cut(rest, "stack backtrace:\n"); ok {
		p.Frames, _, _ = strings.Cut(frames, "\nnote: ")
	}
	return p, true
}

// readOld reads "message', location". The message may hold anything, the closing quote too: the first line that ends in a
// location ends it.
func (p *PanicMessage) readOld(text string) (rest string, ok bool) {
	const between = "', "
	for at := 0; at < len(text); {
		end, next := lineAt(text, at)
		i := strings.LastIndex(text[at:end], between)
		if i >= 0 {
			if location := text[at+i+len(between) : end]; isLocation(location) {
				p.Message, p.Location = text[:at+i], location
				return text[next:], true
			}
		}
		at = next
	}
	return "", false
}

// readNew reads "location:" and the message on the lines below.
func (p *PanicMessage) readNew(text string) (rest string, ok bool) {
	location, rest, _ := strings.Cut(text, "\n")
	location, ok = strings.CutSuffix(location, ":")
	if !ok || !isLocation(location) {
		return "", false
	}
	p.Location, p.Message = location, rest
	for _, end := range []string{"\nstack backtrace:\n", "\nnote: "} {
		p.Message, _, _ = strings.Cut(p.Message, end)
	}
	p.Message = strings.TrimRight(p.Message, "\n")
	return rest, true
}

// isLocation reports whether the line ends in ":line:column".
func isLocation(line string) bool {
	for range 2 {
		digits := len(line)
		for digits > 0 && isDigit(line[digits-1]) {
			digits--
		}
		if digits == len(line) || digits < 2 || line[digits-1] != ':' {
			return false
		}
		line = line[:digits-1]
	}
	return true
}
