package profilefile

// Writing of cleaned stacks into a pprof profile: locations and functions that are as they were stay what they are,
// others are added, and those that no sample has any more go.

import (
	"fmt"
	"slices"

	"github.com/google/pprof/profile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
)

// pprofWriter adds to the tables of a profile.
type pprofWriter struct {
	profile                    *profile.Profile
	original                   []*profile.Location // the locations as they came
	locations                  map[*profiles.Location]*profile.Location
	added                      map[string]*profile.Location
	functions                  map[profiles.Function]*profile.Function
	lastLocation, lastFunction uint64
}

func newPprofWriter(p *profile.Profile) *pprofWriter {
	w := &pprofWriter{
		profile: p, original: slices.Clone(p.Location), locations: map[*profiles.Location]*profile.Location{},
		added: map[string]*profile.Location{}, functions: map[profiles.Function]*profile.Function{},
	}
	for _, f := range p.Function {
		key := functionOf(f)
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

// stack returns the locations of a stack as it is cleaned.
func (w *pprofWriter) stack(cleaned []*profiles.Location) []*profile.Location {
	stack := make([]*profile.Location, len(cleaned))
	for i, location := range cleaned {
		stack[i] = w.location(location)
	}
	return stack
}

// location returns a location as it is cleaned: the one that it was made from, where its lines are the same.
func (w *pprofWriter) location(cleaned *profiles.Location) *profile.Location {
	if l, ok := w.locations[cleaned]; ok {
		return l
	}
	l := &profile.Location{Line: w.lines(cleaned)}
	if cleaned.Origin >= 0 {
		from := w.original[cleaned.Origin-1] // index 0 stands for none
		l.Mapping, l.Address, l.IsFolded = from.Mapping, from.Address, from.IsFolded
		if sameLines(l.Line, from.Line) {
			l = from
		} else if len(from.Line) == 0 && from.Mapping != nil { // its functions were found
			m := from.Mapping
			m.HasFunctions, m.HasFilenames, m.HasLineNumbers, m.HasInlineFrames = true, true, true, true
		}
	}
	if l.ID == 0 {
		l = w.add(l)
	}
	w.locations[cleaned] = l
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
		return functionOf(a.Function) == functionOf(b.Function) && a.Line == b.Line && a.Column == b.Column
	})
}

func (w *pprofWriter) lines(cleaned *profiles.Location) []profile.Line {
	var lines []profile.Line
	for _, frame := range cleaned.Frames {
		lines = append(lines, profile.Line{Function: w.function(frame.Function), Line: frame.Line, Column: frame.Column})
	}
	return lines
}

func (w *pprofWriter) function(cleaned profiles.Function) *profile.Function {
	f := w.functions[cleaned]
	if f == nil {
		w.lastFunction++
		f = &profile.Function{
			ID: w.lastFunction, Name: cleaned.Name, SystemName: cleaned.Symbol, Filename: cleaned.File, StartLine: cleaned.StartLine,
		}
		w.profile.Function = append(w.profile.Function, f)
		w.functions[cleaned] = f
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
