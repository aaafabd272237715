package stacktext

import "strings"

// The layout of Visual Studio's Call Stack window, as it is copied, and of the frames that Microsoft's C++ debugger names in
// VS Code.
//
//	frame    = [ ">" ] blanks [ "[Inline Frame] " ] module "!" name [ "(" arguments ")" ] [ " Line " line ]
//	           [ " + 0x" offset " bytes" ] [ " (" path ":" line ")" ] [ tab language ] .
//	external = blanks "[External Code]" .
//
// Names come from the PDB. What has no name is an address: ntdll.dll!00007ffe2f4ad51f().

var visualStudio = lineLayout{layout: layoutVisualStudio, frame: visualStudioFrame, continues: visualStudioContinues}

func visualStudioFrame(text string, at, end int) (frame Frame, ok bool) {
	const inlined = "[Inline Frame] "
	i := at
	if i < end && text[i] == '>' {
		i++
	}
	i = skipBlanks(text, i, end)
	if strings.HasPrefix(text[i:end], inlined) {
		i += len(inlined)
	}
	name := afterModule(text, i, end)
	if name == i {
		return frame, false
	}
	if n := strings.LastIndexByte(text[name:end], '\t'); n > 0 { // the language
		end = name + n
	}
	next := nameEnd(text, name, end)
	if next == end { // a name cut within its generic arguments
		next = name + max(0, strings.LastIndexByte(text[name:end], '('))
	}
	frame.Name = Span{name, next}
	frame.Resolved = !isHex(frame.Name.Of(text))
	if text[next] == '(' {
		next = closing(text, next, end)
	}
	return frame, !frame.Name.Empty() && readVisualStudioPlace(text, &frame, next, end)
}

// readVisualStudioPlace reads what follows the arguments, and reports whether it is nothing else.
func readVisualStudioPlace(text string, frame *Frame, at, end int) (ok bool) {
	const line, offset = " Line ", " + 0x"
	if strings.HasPrefix(text[at:end], line) {
		frame.Line, at, _ = number(text, at+len(line), end)
	}
	if strings.HasPrefix(text[at:end], offset) {
		at = skipHex(text, at+len(offset), end)
		at = end - len(strings.TrimPrefix(text[at:end], " bytes"))
	}
	if strings.HasPrefix(text[at:end], " (") && text[end-1] == ')' {
		frame.File, frame.Line, frame.Column = location(text, at+len(" ("), end-1)
		return frame.Line > 0 && !strings.ContainsAny(frame.File.Of(text), "()")
	}
	return at == end
}

func visualStudioContinues(text string, _ *Frame, at, end int) bool {
	return strings.HasPrefix(text[skipBlanks(text, at, end):end], "[External Code]")
}
