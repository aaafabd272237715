package profiles

// What becomes of each stack of tables, and why: for people, and for those who write formats that are not OTLP.

import (
	"path"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// Decided is what becomes of the stacks of tables.
type Decided struct {
	stages
	source    *Tables
	engine    *rules.Engine // nil where all stacks are left alone
	functions map[int32]*rules.Function
	locations map[ref]*Location
}

// Location is a location of a stack, as it was or as it will be. Of one Decided, it is written out once.
type Location struct {
	Origin  int32  // the index of the one that it was made from; below 0 where it is made up
	Program string // the name of the file that is mapped there, without its directory
	Address uint64
	Frames  []Frame // innermost first
}

// Function is a function by its texts.
type Function struct {
	Name, Symbol, File string
	StartLine          int64
}

// Frame is a line of a location, and its function.
type Frame struct {
	Function
	Line, Column int64
}

// Decide decides what becomes of the stacks of tables, as Prepare does.
func (c *Cleaner) Decide(t *Tables, users *Users) *Decided {
	d := t.Undecided()
	d.engine = c.engine
	if users.mayClean() {
		memory, set := c.take() // kept, since plan and moves are in it
		d.stages = c.decide(&t.entries, func() *stackTable { return &t.stacks }, users, memory, set)
	}
	return d
}

// Undecided returns tables of which all stacks are left alone.
func (t *Tables) Undecided() *Decided {
	return &Decided{source: t, functions: map[int32]*rules.Function{}, locations: map[ref]*Location{}}
}

// Report says what is done.
func (d *Decided) Report() Report { return d.report }

// Changes reports whether what comes out differs from tables.
func (d *Decided) Changes(t *Tables) bool { return d.moves != nil || d.source != t }

// isFor reports whether a stack is looked at for those users.
func (d *Decided) isFor(users Audience, stack int32) bool {
	return d.plan != nil && stack >= 0 && int(stack) < len(d.plan.stacks) && d.plan.stacks[stack].audience&users != 0
}

// Becomes returns which stack of the new table a stack becomes, for those users.
func (d *Decided) Becomes(users Audience, stack int32) int32 {
	switch {
	case d.moves == nil:
		return stack
	case d.plan.cleans(stack, users):
		return d.moves.cleaned[stack]
	}
	return d.moves.stacks.of(stack)
}

// Before returns the locations of a stack, innermost first, but for those that are not in the table.
func (d *Decided) Before(stack int32) []*Location {
	if stack < 0 || int(stack) >= len(d.source.stacks.spans) {
		return nil
	}
	var locations []*Location
	for _, index := range d.source.stacks.of(stack) {
		if index >= 0 && int(index) < len(d.source.entries.locations) {
			locations = append(locations, d.location(ref(index)))
		}
	}
	return locations
}

// After returns the locations of what a stack becomes for those users.
func (d *Decided) After(users Audience, stack int32) []*Location {
	if d.moves == nil || !d.plan.cleans(stack, users) {
		return d.Before(stack)
	}
	var locations []*Location
	for _, r := range d.plan.refsOf(stack) {
		locations = append(locations, d.location(r))
	}
	return locations
}

// location writes out a location.
func (d *Decided) location(r ref) *Location {
	if l := d.locations[r]; l != nil {
		return l
	}
	t, v := &d.source.entries, viewOf(&d.source.entries, d.plan, r)
	l := &Location{Origin: v.origin, Frames: make([]Frame, v.count())}
	if l.Origin >= 0 {
		l.Address = t.locations[l.Origin].address
		if mapping := t.mappingOf(int(l.Origin)); mapping > 0 {
			l.Program = path.Base(t.text(t.mappings[mapping].file))
		}
	}
	for i := range l.Frames {
		f := &l.Frames[i]
		if v.lines == nil {
			f.Function = t.function(v.functions[i])
		} else {
			f.Function = d.newFunction(v.lines[i].function)
		}
		if l.Origin >= 0 {
			at := t.positionsOf(l.Origin)[v.index(i)]
			f.Line, f.Column = at.line, at.column
		}
	}
	d.locations[r] = l
	return l
}

// newFunction writes out a function as it will be.
func (d *Decided) newFunction(r ref) Function {
	n, is := r.change()
	if !is {
		return d.source.entries.function(int32(r))
	}
	f := d.source.entries.function(d.plan.functions[n].origin)
	f.Name = d.plan.names.Text(d.plan.functions[n].name)
	return f
}

// Explain says what is done to the lines of a stack of those users, innermost first; a location without lines counts as one. It
// is nil where the stack is left alone.
func (d *Decided) Explain(users Audience, stack int32) []rules.Explanation {
	if stack == 0 || !d.isFor(users, stack) {
		return nil
	}
	var functions []*rules.Function
	for _, location := range d.stacks.of(stack) {
		lines := d.tables.functionsOf(location)
		for _, index := range lines {
			function := (*rules.Function)(nil)
			if location > 0 && d.tables.locations[location].frameType != otherType {
				function = d.function(index)
			}
			functions = append(functions, function)
		}
		if len(lines) == 0 {
			functions = append(functions, nil)
		}
	}
	return d.engine.ExplainStack(functions)
}

// function returns an entry of the function table, nil where it has no name that can be read.
func (d *Decided) function(index int32) *rules.Function {
	if f, known := d.functions[index]; known || index <= 0 {
		return f
	}
	entry := d.tables.function(index)
	f, err := d.engine.NewFunction(entry.Name, entry.Symbol, entry.File)
	if err != nil || entry.Name == "" && entry.Symbol == "" {
		f = nil
	}
	d.functions[index] = f
	return f
}
