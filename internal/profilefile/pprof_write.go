package profilefile

// Writing of cleaned stacks into a pprof profile: locations and functions that are as they were stay what they are,
// others are added, and those that no sample has any more go.

import (
	"fmt"
	"slices"

	"github.com/google/pprof/profile"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// pprofWriter adds to the tables of a profile.
type pprofWriter struct {
	profile                    *profile.Profile
	dictionary                 pprofile.ProfilesDictionary
	original                   []*profile.Location // the locations as they came
	stacks                     map[int32][]*profile.Location
	locations                  map[int32]*profile.Location
	added                      map[string]*profile.Location
	functions                  map[profileFunction]*profile.Function
	lastLocation, lastFunction uint64
}

// profileFunction is what makes functions equal.
type profileFunction struct {
	name, symbol, file string
	line               int64
}

func newPprofWriter(p *profile.Profile, d pprofile.ProfilesDictionary) *pprofWriter {
	w := &pprofWriter{
		profile: p, dictionary: d, original: slices.Clone(p.Location), stacks: map[int32][]*profile.Location{},
		locations: map[int32]*profile.Location{}, added: map[string]*profile.Location{}, functions: map[profileFunction]*profile.Function{},
	}
	for _, f := range p.Function {
		key := profileFunction{f.Name, f.SystemName, f.Filename, f.StartLine}
		if w.functions[key] == nil {
			w.functions[key] = f
		}
		w.lastFunction = max(w.lastFunction, f.ID)
	}
	for _, l := range p.Location {
		w.lastLocation = max(w.lastLocation, l.ID)
	}
	return w
}

// stack returns the locations of a stack of the dictionary.
func (w *pprofWriter) stack(index int32) []*profile.Location {
	stack, ok := w.stacks[index]
	if !ok {
		for _, location := range w.dictionary.StackTable().At(int(index)).LocationIndices().All() {
			stack = append(stack, w.location(location))
		}
		w.stacks[index] = stack
	}
	return slices.Clone(stack)
}

// location returns a location of the dictionary: the one that it was made from, where its lines are the same.
func (w *pprofWriter) location(index int32) *profile.Location {
	if l, ok := w.locations[index]; ok {
		return l
	}
	entry := w.dictionary.LocationTable().At(int(index))
	l := &profile.Location{}
	if origin, ok := number(w.dictionary, entry, pprofLocation); ok {
		from := w.original[origin]
		l.Mapping, l.Address, l.IsFolded = from.Mapping, from.Address, from.IsFolded
		if l.Line = w.lines(entry); sameLines(l.Line, from.Line) {
			l = from
		} else if len(from.Line) == 0 && from.Mapping != nil { // its functions were found
			m := from.Mapping
			m.HasFunctions, m.HasFilenames, m.HasLineNumbers, m.HasInlineFrames = true, true, true, true
		}
	} else {
		l.Line = w.lines(entry)
	}
	if l.ID == 0 {
		l = w.add(l)
	}
	w.locations[index] = l
	return l
}

// add adds a location where there is none like it. Names that only differed in their hash are the same now.
func (w *pprofWriter) add(l *profile.Location) *profile.Location {
	key := fmt.Sprint(l.Mapping == nil, l.Address, l.IsFolded)
	if l.Mapping != nil {
		key += fmt.Sprint(" ", l.Mapping.ID)
	}
	for _, line := range l.Line {
		key += fmt.Sprint(" ", line.Function.ID, line.Line, line.Column)
	}
	if same := w.added[key]; same != nil {
		return same
	}
	w.lastLocation++
	l.ID = w.lastLocation
	w.profile.Location = append(w.profile.Location, l)
	w.added[key] = l
	return l
}

func sameLines(a, b []profile.Line) bool {
	return slices.EqualFunc(a, b, func(a, b profile.Line) bool {
		same := a.Function == b.Function || a.Function.Name == b.Function.Name &&
			a.Function.SystemName == b.Function.SystemName && a.Function.Filename == b.Function.Filename &&
			a.Function.StartLine == b.Function.StartLine
		return same && a.Line == b.Line && a.Column == b.Column
	})
}

func (w *pprofWriter) lines(entry pprofile.Location) []profile.Line {
	var lines []profile.Line
	for i := range entry.Lines().Len() {
		line := entry.Lines().At(i)
		lines = append(lines, profile.Line{
			Function: w.function(line.FunctionIndex()), Line: line.Line(), Column: line.Column(),
		})
	}
	return lines
}

func (w *pprofWriter) function(index int32) *profile.Function {
	entry := w.dictionary.FunctionTable().At(int(index))
	key := profileFunction{
		text(w.dictionary, entry.NameStrindex()), text(w.dictionary, entry.SystemNameStrindex()),
		text(w.dictionary, entry.FilenameStrindex()), entry.StartLine(),
	}
	f := w.functions[key]
	if f == nil {
		w.lastFunction++
		f = &profile.Function{
			ID: w.lastFunction, Name: key.name, SystemName: key.symbol, Filename: key.file, StartLine: key.line,
		}
		w.profile.Function = append(w.profile.Function, f)
		w.functions[key] = f
	}
	return f
}

// prune removes the locations and functions that no sample has.
func (w *pprofWriter) prune() {
	locations, functions := map[*profile.Location]bool{}, map[*profile.Function]bool{}
	for _, sample := range w.profile.Sample {
		for _, l := range sample.Location {
			locations[l] = true
		}
	}
	for l := range locations {
		for _, line := range l.Line {
			functions[line.Function] = true
		}
	}
	w.profile.Location = slices.DeleteFunc(w.profile.Location, func(l *profile.Location) bool { return !locations[l] })
	w.profile.Function = slices.DeleteFunc(w.profile.Function, func(f *profile.Function) bool { return !functions[f] })
}
