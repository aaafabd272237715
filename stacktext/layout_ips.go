package stacktext

import "strings"

// The layout of Apple's crash reports since macOS 12 and iOS 15, .ips: JSON, with a list of frames for each thread and one for
// the last exception.
//
//	list  = ( '"frames":' | 'Backtrace":' ) "[" frame { "," frame } "]" .
//	frame = "{" field { "," field } "}" .
//	field = '"imageOffset":' n | '"symbol":"' name '"' | '"symbolLocation":' n | '"sourceFile":"' path '"'
//	        | '"sourceLine":' line | '"imageIndex":' n | '"inline":true' .
//
// The order of fields varies, and there may be blanks around the colons and commas. A frame without a symbol has no name. Paths
// are file names only. Names are demangled as if they were C++: _$u7b$$u7b$closure$u7d$$u7d$.

const ipsSymbol, ipsOffset = `"symbol"`, `"imageOffset"`

// ipsStarts reports whether a frame starts in the line.
func ipsStarts(text string, at, end int) bool { return ipsOpening(text, at, end) >= 0 }

// ipsOpening returns the offset of the first frame in the line, or -1. A JSON formatter has left it only the brace.
func ipsOpening(text string, at, end int) int {
	for i := at; ; {
		n := strings.Index(text[i:end], ipsOffset)
		if n < 0 {
			break
		}
		if open := strings.LastIndexByte(text[i:i+n], '{'); open >= 0 {
			return i + open
		}
		i += n + len(ipsOffset)
	}
	if last := trimBlanks(text, at, end) - 1; last >= at && text[last] == '{' {
		if _, ok := ipsFrame(text, last); ok {
			return last
		}
	}
	return -1
}

// readIPS reads the lists of frames in the line at the offset, and those that go on in lines below.
func (f *finder) readIPS(at int) (end int, ok bool) {
	lineEnd, _ := lineAt(f.text, at)
	end = at
	for i := at; i < lineEnd; {
		open := ipsOpening(f.text, i, lineEnd)
		if open < 0 {
			break
		}
		next, read := f.readIPSList(open)
		i, end, ok = next, next, ok || read
	}
	if end == at {
		return at, false
	}
	if _, end = lineAt(f.text, end); !ok {
		f.foreign, f.listEnd = true, end
	}
	return end, ok
}

// readIPSList reads the list whose first frame is at the offset.
func (f *finder) readIPSList(at int) (end int, ok bool) {
	first, rust := len(f.trace.Frames), false
	end = at
	for i := at; ; {
		frame, ok := ipsFrame(f.text, i)
		if !ok {
			break
		}
		f.push(frame)
		rust = rust || showsRust(frame.Name.Of(f.text), frame.File.Of(f.text))
		end = frame.End
		i = skipSpace(f.text, end)
		if i == len(f.text) || f.text[i] != ',' {
			break
		}
		i = skipSpace(f.text, i+1)
	}
	if !rust || f.tooLarge {
		f.trace.Frames = f.trace.Frames[:first]
		return max(end, at+1), false
	}
	f.addStack(Stack{Layout: layoutIPS, First: first, separated: true, encoding: encoding(jsonEscape)})
	f.trace.encoded = true
	return end, true
}

// ipsFrame reads the frame at the offset.
func ipsFrame(text string, at int) (frame Frame, ok bool) {
	if at == len(text) || text[at] != '{' {
		return frame, false
	}
	hasOffset := false
	for i := skipSpace(text, at+1); i < len(text) && text[i] == '"'; {
		key := i + 1 + stringEnd(text[i+1:])
		value := skipSpace(text, min(key+1, len(text)))
		if value == len(text) || text[value] != ':' {
			return frame, false
		}
		value = skipSpace(text, value+1)
		next := ipsValueEnd(text, value)
		switch text[i+1 : key] {
		case "imageOffset":
			hasOffset = true
		case "symbol":
			frame.Name = Span{value + 1, max(value+1, next-1)}
		case "sourceFile":
			frame.File = Span{value + 1, max(value+1, next-1)}
		case "sourceLine":
			frame.Line, _, _ = number(text, value, next)
		}
		i = skipSpace(text, next)
		if i < len(text) && text[i] == '}' {
			frame.Span, frame.content, frame.tail = Span{at, i + 1}, at, i+1
			frame.Resolved = resolved(frame.Name.Of(text))
			return frame, hasOffset
		}
		if i == len(text) || text[i] != ',' {
			return frame, false
		}
		i = skipSpace(text, i+1)
	}
	return frame, false
}

// ipsValueEnd returns where a string, a number or a word ends.
func ipsValueEnd(text string, at int) int {
	if at < len(text) && text[at] == '"' {
		return min(len(text), at+1+stringEnd(text[at+1:])+1)
	}
	for at < len(text) && (isLetter(text[at]) || isDigit(text[at]) || text[at] == '-' || text[at] == '.') {
		at++
	}
	return at
}

// skipSpace returns the first offset from at that holds no blank or line end.
func skipSpace(text string, at int) int {
	for at < len(text) && (isBlank(text[at]) || text[at] == '\n' || text[at] == '\r') {
		at++
	}
	return at
}
