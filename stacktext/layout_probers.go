package stacktext

import "strings"

// The layout of probe-rs, which unwinds the stack of a microcontroller (probe-rs/src/debug/stack_frame.rs).
//
//	frame = blanks "Frame " number ": " name " @ 0x" address [ " inline" ] EOL [ blanks path ":" line [ ":" column ] EOL ] .
//
// Names come from DWARF and say what a closure is, but have no path: {async_fn#0}, poll<app::run::{async_fn_env#0}>.

var probeRS = lineLayout{layout: layoutProbeRS, frame: probeRSFrame, continues: probeRSLocation}

func probeRSFrame(text string, at, end int) (frame Frame, ok bool) {
	const heading = "Frame "
	i := skipBlanks(text, at, end)
	if !strings.HasPrefix(text[i:end], heading) {
		return frame, false
	}
	i += len(heading)
	_, next, ok := number(text, i, end)
	if !ok || !strings.HasPrefix(text[next:end], ": ") {
		return frame, false
	}
	frame.Number = Span{i, next}
	i = next + len(": ")
	n := strings.LastIndex(text[i:end], " @ 0x")
	if n <= 0 {
		return frame, false
	}
	frame.Name = Span{i, i + n}
	frame.Resolved = resolved(frame.Name.Of(text)) && !strings.HasPrefix(frame.Name.Of(text), "<unknown")
	return frame, true
}

// probeRSLocation reads the line below a frame.
func probeRSLocation(text string, frame *Frame, at, end int) bool {
	i := skipBlanks(text, at, end)
	if i == at || !frame.File.Empty() {
		return false
	}
	file, line, column := location(text, i, end)
	if line == 0 || strings.ContainsAny(file.Of(text), "\"'(") {
		return false
	}
	frame.File, frame.Line, frame.Column = file, line, column
	return true
}
