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

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// foldedFile is a file of folded stacks.
type foldedFile struct {
	built
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
			f.built = f.build()
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

// build builds the tables of the file. The location of a frame is the one behind its number, since index 0 stands for none.
func (f *foldedFile) build() built {
	b := profiles.NewBuilder()
	for _, frame := range f.frames {
		ofKernel := frame.note == "_[k]"
		b.AddLocation(0, 0, ofKernel, []profiles.Frame{{Function: profiles.Function{Name: frame.name}}})
	}
	stacks := built{}
	for _, line := range f.lines {
		stack := make([]int32, len(line.frames))
		for i, frame := range line.frames {
			stack[len(stack)-1-i] = int32(frame + 1)
		}
		stacks.stackOf, stacks.values = append(stacks.stackOf, b.AddStack(stack)), append(stacks.values, []int64{line.count})
	}
	stacks.all = b.Tables()
	return stacks
}

func (f *foldedFile) Types() []ValueType { return []ValueType{{"samples", "count"}} }
func (f *foldedFile) DefaultType() int   { return 0 }

// clean writes each stack once, where it stood first, with the sum of what it was counted. Names that only differed in
// their hash are the same now, so it is the text that says which stacks are.
func (f *foldedFile) clean(p *processor.Processor) ([]byte, error) {
	stacks := f.cleaned(p)
	if stacks == nil {
		return nil, nil
	}
	var lines []foldedLine
	at := map[string]int{}
	for i, line := range f.lines {
		line.stack = line.process + f.write(stacks[i])
		sum := []int64{line.count}
		if first, ok := at[line.stack]; ok && addTo(sum, []int64{lines[first].count}) {
			lines[first].count = sum[0]
			continue
		}
		at[line.stack] = len(lines)
		lines = append(lines, line)
	}
	var out bytes.Buffer
	for _, line := range lines {
		out.WriteString(line.stack + " " + strconv.FormatInt(line.count, 10) + line.end)
	}
	return out.Bytes(), nil
}

// write returns the names of a stack as they are written, each with the note that it came with.
func (f *foldedFile) write(stack []*profiles.Location) string {
	var names []string
	for _, location := range stack {
		name := location.Frames[0].Name
		if location.Origin >= 0 {
			name += f.frames[location.Origin-1].note
		}
		names = append(names, name)
	}
	slices.Reverse(names)
	return strings.Join(names, ";")
}
