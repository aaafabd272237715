package debuginfo

// The second walk: where a name stands for closures of several kinds, the source positions tell which is meant. A
// backtrace gives for a frame the position that the line table has for its address; or, where another function was
// inlined there, the position of that call. So the positions that a function can be printed with are those of its
// instructions that belong to nothing inlined, and those of the calls that were.

import (
	"debug/dwarf"
)

// place is a source position, as debug information has it.
type place struct {
	file string
	position
}

// instance is a function, or a copy of one inlined into another, with its code.
type instance struct {
	of     *alternative // nil for functions whose name says enough
	ranges [][2]uint64
}

// wanted are the functions whose names are ambiguous, by where they stand.
type wanted map[*dwarf.Data]map[dwarf.Offset]*alternative

// ambiguous returns the functions whose places are to be found, and gives their alternatives the marks that they have.
func (c *collector) ambiguous() wanted {
	w := wanted{}
	for i := range c.functions {
		f := &c.functions[i]
		e := c.byKey[f.key]
		if !e.ambiguous() {
			continue
		}
		if w[f.data] == nil {
			w[f.data] = map[dwarf.Offset]*alternative{}
		}
		a := e.alternative(f.kinds)
		w[f.data][f.offset] = a
		a.marks = append(a.marks, f.marks[0], f.marks[1])
	}
	return w
}

// locate finds the places of a unit's functions.
func (w wanted) locate(unit *leanUnit, m *meter) error {
	if len(w[unit.Data]) == 0 {
		return nil
	}
	l := locator{unit: unit.Unit, wanted: w[unit.Data]}
	reader, err := unit.Body()
	if err != nil {
		return err
	}
	return l.read(reader, m)
}

// locator finds the places of one unit.
type locator struct {
	unit   *Unit
	wanted map[dwarf.Offset]*alternative
	// The instances of the function that is being read, each before those inlined into it; found says that one of
	// them is wanted.
	instances []instance
	found     bool
	lines     *lineTable // nil until it is asked for
}

// read reads the functions of the unit. Everything else is passed over.
func (l *locator) read(reader *dwarf.Reader, m *meter) error {
	open := []*alternative{nil} // for each entry that is open: which function is around what is in it
	function := 0               // how many are open where the outermost function is, 0 outside of functions
	for len(open) > 0 {
		e, err := reader.Next()
		if err != nil || e == nil {
			return err
		}
		if e.Tag == 0 {
			open = open[:len(open)-1]
			if len(open) < function {
				function = 0
				if err := l.finish(); err != nil {
					return err
				}
			}
			continue
		}
		m.at(e.Offset)
		inside := open[len(open)-1]
		switch e.Tag {
		case dwarf.TagSubprogram, dwarf.TagInlinedSubroutine:
			if inside, err = l.enter(e, inside); err != nil {
				return err
			}
		}
		if !e.Children || len(open) > maxNesting {
			continue
		}
		open = append(open, inside)
		if function == 0 && e.Tag == dwarf.TagSubprogram {
			function = len(open)
		}
	}
	return nil
}

// enter takes up a function or an inlined copy of one, and the place of the call in the function around it.
func (l *locator) enter(e *dwarf.Entry, around *alternative) (*alternative, error) {
	if around != nil && e.Tag == dwarf.TagInlinedSubroutine {
		if err := l.addCall(e, around); err != nil {
			return nil, err
		}
	}
	ranges, err := l.unit.RangesOf(e)
	if err != nil {
		return nil, err
	}
	own := l.wanted[Origin(e)]
	l.instances = append(l.instances, instance{own, ranges})
	l.found = l.found || own != nil
	return own, nil
}

// Origin returns the entry that names a function: its own, or that which a copy refers to.
func Origin(e *dwarf.Entry) dwarf.Offset {
	for _, attribute := range []dwarf.Attr{dwarf.AttrAbstractOrigin, dwarf.AttrSpecification} {
		if offset, ok := e.Val(attribute).(dwarf.Offset); ok {
			return offset
		}
	}
	return e.Offset
}

func (l *locator) addCall(e *dwarf.Entry, around *alternative) error {
	if err := l.readLines(); err != nil {
		return err
	}
	file, _ := e.Val(dwarf.AttrCallFile).(int64)
	line, _ := e.Val(dwarf.AttrCallLine).(int64)
	column, _ := e.Val(dwarf.AttrCallColumn).(int64)
	around.addPlace(place{l.lines.file(int32(file)), position{int32(line), int32(column)}})
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

// finish gives the places of the function's instructions to the innermost instance that each is part of.
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
			for row := l.lines.first(r[0]); row < len(l.lines.rows) && l.lines.rows[row].address < r[1]; row++ {
				owners[row] = in.of
			}
		}
	}
	for row, owner := range owners {
		if owner != nil {
			r := &l.lines.rows[row]
			owner.addPlace(place{l.lines.file(r.file), position{r.line, r.column}})
		}
	}
	return nil
}

// readLines reads the line table of the unit, once.
func (l *locator) readLines() (err error) {
	if l.lines == nil {
		l.lines, err = readLineTable(l.unit)
	}
	return err
}
