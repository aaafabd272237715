package debuginfo

// The second walk: if a name can mean closures of several kinds, places in the source tell which is meant. For a frame,
// a backtrace prints the place that the line table has for its address; or if another function was inlined there, the
// place of that call. So a function can be printed with the places of those of its instructions that belong to nothing
// inlined, and with those of the calls that were inlined.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
)

// instance is a function, or a copy of one inlined into another, with its code.
type instance struct {
	of     *alternative // nil for functions whose names say enough
	ranges [][2]uint64
}

// ambiguousFunctions are the functions whose names are ambiguous, by the offsets of their entries.
type ambiguousFunctions map[*dwarf.Data]map[dwarf.Offset]*alternative

// ambiguous returns the functions whose places are to be found, and gives their alternatives the discriminators that
// they have.
func (c *collector) ambiguous() ambiguousFunctions {
	found := ambiguousFunctions{}
	for i := range c.functions {
		f := &c.functions[i]
		e := c.byKey[f.key]
		if !e.ambiguous() {
			continue
		}
		if found[f.data] == nil {
			found[f.data] = map[dwarf.Offset]*alternative{}
		}
		a := e.alternative(f.kinds)
		found[f.data][f.offset] = a
		a.discriminators = append(a.discriminators, f.discriminators[0], f.discriminators[1])
	}
	return found
}

// locate finds the places of a unit's functions.
func (f ambiguousFunctions) locate(unit *dwarf.LazyUnit, pages *dwarf.Pages) error {
	if len(f[unit.Data]) == 0 {
		return nil
	}
	body, err := unit.Body()
	if err != nil {
		return err
	}
	l := locator{unit: unit.Unit, pages: pages, wanted: f[unit.Data]}
	return dwarf.Walk(body, location{}, l.enter, l.leave)
}

// locator finds the places of one unit.
type locator struct {
	unit   *dwarf.Unit
	pages  *dwarf.Pages
	wanted map[dwarf.Offset]*alternative
	// The instances of the function that is being read, each before those inlined into it; found says that one of
	// them is wanted.
	instances []instance
	found     bool
	lines     *dwarf.LineTable // nil until it is asked for
}

// location is what is around an entry.
type location struct {
	function   *alternative // the innermost function, if it is wanted
	inFunction bool
	outermost  bool // the entry around is the outermost function
}

// enter takes up a function or an inlined copy of one, and passes all other entries.
func (l *locator) enter(e *dwarf.Entry, around location) (location, error) {
	l.pages.At(e.Offset)
	around.outermost = false
	if e.Tag != dwarf.TagSubprogram && e.Tag != dwarf.TagInlinedSubroutine {
		return around, nil
	}
	if e.Tag == dwarf.TagSubprogram && !around.inFunction {
		around.inFunction, around.outermost = true, true
	}
	var err error
	around.function, err = l.addInstance(e, around.function)
	return around, err
}

// leave is called at the end of an entry.
func (l *locator) leave(inside location) error {
	if !inside.outermost {
		return nil
	}
	return l.finish()
}

// addInstance takes up a function or an inlined copy of one, and the place of the call in the function around it. It
// returns the function if it is wanted.
func (l *locator) addInstance(e *dwarf.Entry, around *alternative) (*alternative, error) {
	if around != nil && e.Tag == dwarf.TagInlinedSubroutine {
		if err := l.addCall(e, around); err != nil {
			return nil, err
		}
	}
	ranges, err := l.unit.RangesOf(e)
	if err != nil {
		return nil, err
	}
	own := l.wanted[dwarf.Origin(e)]
	l.instances = append(l.instances, instance{own, ranges})
	l.found = l.found || own != nil
	return own, nil
}

func (l *locator) addCall(e *dwarf.Entry, around *alternative) error {
	if err := l.readLines(); err != nil {
		return err
	}
	file := l.lines.File(int32(dwarf.Number(e, dwarf.AttrCallFile)))
	line, column := dwarf.Number(e, dwarf.AttrCallLine), dwarf.Number(e, dwarf.AttrCallColumn)
	around.addPlace(place{file, position{int32(line), int32(column)}})
	return nil
}

func (a *alternative) addPlace(p place) {
	if p.line == 0 || p.file == "" {
		return
	}
	if a.places == nil {
		a.places = map[place]bool{}
	}
	a.places[p] = true
}

// finish gives the places of the function's instructions to the innermost instance that each of them is part of.
func (l *locator) finish() error {
	defer func() { l.instances, l.found = l.instances[:0], false }()
	if !l.found {
		return nil
	}
	if err := l.readLines(); err != nil {
		return err
	}
	owners := map[int]*alternative{} // by row; an instance comes after those it is inlined into
	for _, in := range l.instances {
		for _, r := range in.ranges {
			for row := l.lines.First(r[0]); row < len(l.lines.Rows) && l.lines.Rows[row].Address < r[1]; row++ {
				owners[row] = in.of
			}
		}
	}
	for row, owner := range owners {
		if owner != nil {
			r := &l.lines.Rows[row]
			owner.addPlace(place{l.lines.File(r.File), position{r.Line, r.Column}})
		}
	}
	return nil
}

// readLines reads the line table of the unit, once.
func (l *locator) readLines() (err error) {
	if l.lines == nil {
		l.lines, err = dwarf.ReadLineTable(l.unit)
	}
	return err
}
