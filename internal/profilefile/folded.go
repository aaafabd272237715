package profilefile

// Folded stacks, the input of flame graphs, where all of a file is: a line a stack, outermost first
// (stackcollapse-perf.pl in github.com/brendangregg/FlameGraph; inferno writes the same).
//
//	file  = { line } .
//	line  = [ process ";" ] name [ note ] { ";" name [ note ] } " " count .
//	note  = "_[" letter "]" .                     // of the kernel, inlined, compiled just in time, …
//
// A name can hold a semicolon, in [u8; 4]; a blank follows it then. The process is no frame; it is there where the
// first name is none of Rust's.

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.opentelemetry.io/collector/pdata/pprofile"
)

// The attributes by which folded stacks are written back.
const (
	foldedFrame   = "folded.frame"   // of a location: its number in foldedFile.frames
	foldedProcess = "folded.process" // of a sample: the number of its process
)

// frameTypeKey is the attribute by which a location says whose code it is (OpenTelemetry's semantic conventions).
const frameTypeKey = "profile.frame.type"

// foldedFile is a file of folded stacks.
type foldedFile struct {
	lines  []foldedLine
	frames []foldedName
}

type foldedLine struct {
	stack   string // as it stands in the file
	process string // with its semicolon; "" where there is none
	frames  []int  // outermost first, in foldedFile.frames
	count   int64
	end     string // of the line
}

// foldedName is a name and its note.
type foldedName struct{ name, note string }

var foldedNote = regexp.MustCompile(`_\[[a-z]\]$`)

func readFolded(data []byte) (content, error) {
	f := &foldedFile{}
	seen := map[foldedName]int{}
	for line := range bytes.Lines(data) {
		if !f.add(string(line), seen) {
			return nil, ErrNotProfile
		}
	}
	for _, line := range f.lines {
		if strings.Contains(line.stack, ";") {
			return f, nil
		}
	}
	return nil, ErrNotProfile
}

// add reads a line. It is not ok where that is no folded stack.
func (f *foldedFile) add(text string, seen map[foldedName]int) bool {
	bare := strings.TrimRight(text, "\r\n")
	at := strings.LastIndexByte(bare, ' ')
	if at <= 0 || bare[at+1:] == "" || bare[at+1] == '+' {
		return false
	}
	count, err := strconv.ParseInt(bare[at+1:], 10, 64)
	if err != nil || count < 0 {
		return false
	}
	line := foldedLine{stack: bare[:at], count: count, end: text[len(bare):]}
	names := splitFolded(line.stack)
	if !isRustName(names[0]) {
		line.process = names[0]
		if names = names[1:]; len(names) > 0 {
			line.process += ";"
		}
	}
	for _, text := range names {
		note := foldedNote.FindString(text)
		name := foldedName{strings.TrimSuffix(text, note), note}
		number, ok := seen[name]
		if !ok {
			number = len(f.frames)
			f.frames = append(f.frames, name)
			seen[name] = number
		}
		line.frames = append(line.frames, number)
	}
	f.lines = append(f.lines, line)
	return true
}

// splitFolded splits at the semicolons that no blank follows.
func splitFolded(stack string) []string {
	var names []string
	from := 0
	for i := range len(stack) {
		if stack[i] == ';' && (i+1 == len(stack) || stack[i+1] != ' ') {
			names = append(names, stack[from:i])
			from = i + 1
		}
	}
	return append(names, stack[from:])
}

// isRustName reports whether a name can be one of Rust's, and is no process's.
func isRustName(name string) bool {
	return strings.Contains(name, "::") || strings.HasPrefix(name, "_R") || strings.HasPrefix(name, "_ZN") ||
		strings.Contains(name, "`") // DTrace's module before a name
}

func (f *foldedFile) profiles() pprofile.Profiles {
	t := newTranslation()
	for i, frame := range f.frames {
		function := t.function(frame.name, "", "", 0)
		l := t.dictionary.LocationTable().AppendEmpty()
		l.Lines().AppendEmpty().SetFunctionIndex(function)
		l.AttributeIndices().Append(t.attribute(attribute{key: foldedFrame, number: i}))
		if frame.note == "_[k]" {
			l.AttributeIndices().Append(t.attribute(attribute{key: frameTypeKey, text: "kernel"}))
		}
	}
	processes := map[string]int{}
	for i, line := range f.lines {
		stack := make([]int32, len(line.frames))
		for j, frame := range line.frames {
			stack[len(stack)-1-j] = int32(frame + 1)
		}
		if _, ok := processes[line.process]; !ok {
			processes[line.process] = len(processes)
		}
		t.sample(i, stack, t.attribute(attribute{key: foldedProcess, number: processes[line.process]}))
	}
	return t.pd
}

func (f *foldedFile) types() []ValueType { return []ValueType{{"samples", "count"}} }
func (f *foldedFile) defaultType() int   { return 0 }

func (f *foldedFile) weigh(_ pprofile.ProfilesDictionary, _ pprofile.Profile, s pprofile.Sample, into []int64) {
	for _, number := range s.TimestampsUnixNano().All() {
		into[0] += f.lines[number].count
	}
}

// write writes each stack once, where it stood first, with the sum of what it was counted. Names that only differed in
// their hash are the same now, so it is the text that says which stacks are.
func (f *foldedFile) write(cleaned pprofile.Profiles) ([]byte, error) {
	var lines []foldedLine
	at := map[string]int{}
	err := numbers(cleaned, func(numbers []uint64, index int32) error {
		stack := f.stack(cleaned.Dictionary(), index)
		for _, number := range numbers {
			line := f.lines[number]
			line.stack = line.process + stack
			sum := []int64{line.count}
			if first, ok := at[line.stack]; ok && addTo(sum, []int64{lines[first].count}) {
				lines[first].count = sum[0]
				continue
			}
			at[line.stack] = len(lines)
			lines = append(lines, line)
		}
		return nil
	})
	var out bytes.Buffer
	for _, line := range lines {
		out.WriteString(line.stack + " " + strconv.FormatInt(line.count, 10) + line.end)
	}
	return out.Bytes(), err
}

// stack returns the names of a stack as they are written, each with the note that it came with.
func (f *foldedFile) stack(d pprofile.ProfilesDictionary, index int32) string {
	var names []string
	for _, at := range d.StackTable().At(int(index)).LocationIndices().All() {
		location := d.LocationTable().At(int(at))
		function := d.FunctionTable().At(int(location.Lines().At(0).FunctionIndex()))
		name := text(d, function.NameStrindex())
		if origin, ok := number(d, location, foldedFrame); ok {
			name += f.frames[origin].note
		}
		names = append(names, name)
	}
	slices.Reverse(names)
	return strings.Join(names, ";")
}
