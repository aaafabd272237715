package stacktext

import "strings"

// The layout of the backtrace crate's frames in JSON (backtrace/src/capture.rs, feature serde).
//
//	trace  = '{"frames":[' frame { "," frame } "]}" .
//	frame  = '{"ip":' n ',"symbol_address":' n ',"module_base_address":' n ',"symbols":[' [ symbol { "," symbol } ] "]}" .
//	symbol = '{"name":' ( "[" byte { "," byte } "]" | "null" ) ',"addr":' n ',"filename":' path
//	         ',"lineno":' n ',"colno":' n "}" .
//
// A name is the bytes of the mangled symbol, as numbers. Every symbol is a Frame. Only symbols are removed: a frame around
// them may be left with an empty list.

const jsonSymbol = `{"name":`

// jsonStarts reports whether the line has a symbol.
func jsonStarts(text string, at, end int) bool { return strings.Contains(text[at:end], jsonSymbol) }

// readJSON reads the symbols in the line at the offset.
func (f *finder) readJSON(at int) (int, bool) {
	end, next := lineAt(f.text, at)
	first, rust := len(f.trace.Frames), false
	for i := at; ; {
		n := strings.Index(f.text[i:end], jsonSymbol)
		if n < 0 {
			break
		}
		frame, ok := f.readJSONSymbol(i+n, end)
		if !ok {
			break
		}
		f.push(frame)
		rust = rust || showsRust(unlistBytes(frame.Name.Of(f.text)), frame.File.Of(f.text))
		i = frame.End
	}
	if !rust || f.tooLarge {
		f.trace.Frames = f.trace.Frames[:first]
		return at, false
	}
	f.addStack(Stack{Layout: layoutJSON, First: first, separated: true, encoding: encoding(byteEscape)})
	f.trace.encoded = true
	return next, true
}

// readJSONSymbol reads the symbol at the offset.
func (f *finder) readJSONSymbol(at, end int) (frame Frame, ok bool) {
	text, i := f.text, at+len(jsonSymbol)
	if n := strings.IndexByte(text[i:end], ']'); n > 0 && text[i] == '[' {
		frame.Name = Span{i + 1, i + n}
		frame.Resolved = true
		i += n + 1
	} else if !strings.HasPrefix(text[i:end], "null,") {
		return frame, false
	}
	n := strings.IndexByte(text[i:end], '}')
	if n < 0 {
		return frame, false
	}
	if file, ok := fieldAfter(text, i, i+n, `"filename":"`, `"`); ok {
		frame.File = file
	}
	if line, ok := fieldAfter(text, i, i+n, `"lineno":`, ","); ok {
		frame.Line, _, _ = number(text, line.Start, line.End)
	}
	if column, ok := fieldAfter(text, i, i+n+1, `"colno":`, "}"); ok {
		frame.Column, _, _ = number(text, column.Start, column.End)
	}
	frame.Span = Span{at, i + n + 1}
	frame.content, frame.tail = frame.Start, frame.End
	return frame, true
}
