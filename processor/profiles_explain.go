package processor

// What Profiles does to each stack of a batch, and why: for people, so it may take its time. Which stacks are looked
// at is decided by the same code.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// ProfileExplanation says what Profiles does to the stacks of one batch.
type ProfileExplanation struct {
	processor *Processor
	engine    *rules.Engine
	tables    tables
	whom      []users // by stack: for whom it is cleaned
	cleaned   []int32 // by stack: where it is cleaned in the batch that Profiles makes of this; nil where that is this
	kept      []int32 // by stack: where it is as it was
	foreign   []bool  // by location: it says of its code that it is another language's
	functions map[int32]*rules.Function
}

// ExplainProfiles says what Profiles does to a batch as it is now. Locations that have only an address get their
// functions, as Profiles gives them; nothing else is changed.
func (p *Processor) ExplainProfiles(pd pprofile.Profiles) *ProfileExplanation {
	var uncounted tally
	c := p.newProfileCleaner(pd, &uncounted)
	defer c.release()
	e := &ProfileExplanation{processor: p, functions: map[int32]*rules.Function{}}
	e.tables.open(pd.Dictionary())
	e.engine = p.engineFor(&e.tables)
	e.whom = make([]users, e.tables.stacks.Len())
	e.foreign = make([]bool, e.tables.locations.Len())
	c.survey()
	c.symbolize()
	if !c.read() {
		return e
	}
	for at, use := range c.use {
		if !use.mayClean() {
			continue
		}
		if whom, outcome := c.judge(int32(at)); outcome == stackCleaned {
			e.whom[at] = whom
		}
	}
	for i := range c.locations {
		e.foreign[i] = c.locations[i].kind == otherType
	}
	e.follow(c)
	return e
}

// follow notes where the stacks come to be.
func (e *ProfileExplanation) follow(c *profileCleaner) {
	if !c.plan() {
		return // all stay where they are
	}
	if !c.lay() {
		clear(e.whom) // and as they are, since they cannot be written
		return
	}
	e.cleaned, e.kept = make([]int32, len(e.whom)), make([]int32, len(e.whom))
	for at := range e.kept {
		e.kept[at] = c.layout.stacks.of(int32(at))
		e.cleaned[at] = e.kept[at]
		if c.cleaned[at].whom != 0 {
			e.cleaned[at] = c.cleaned[at].index
		}
	}
}

// Becomes returns which stack of the batch that Profiles makes of this a stack becomes, for a resource.
func (e *ProfileExplanation) Becomes(resource pcommon.Resource, stack int32) int32 {
	switch {
	case e.cleaned == nil || stack < 0 || int(stack) >= len(e.cleaned):
		return stack
	case e.whom[stack]&e.processor.usersOf(resource) == 0:
		return e.kept[stack]
	}
	return e.cleaned[stack]
}

// Stack says what is done to the lines of a stack that a resource uses, innermost first; a location without lines
// counts as one. It is nil where the stack is left alone.
func (e *ProfileExplanation) Stack(resource pcommon.Resource, stack int32) []rules.Explanation {
	if stack <= 0 || int(stack) >= len(e.whom) || e.whom[stack]&e.processor.usersOf(resource) == 0 {
		return nil
	}
	var functions []*rules.Function
	for _, location := range e.tables.stacks.At(int(stack)).LocationIndices().All() {
		lines := e.tables.locations.At(int(location)).Lines()
		for i := range lines.Len() {
			function := (*rules.Function)(nil)
			if location > 0 && !e.foreign[location] {
				function = e.function(lines.At(i).FunctionIndex())
			}
			functions = append(functions, function)
		}
		if lines.Len() == 0 {
			functions = append(functions, nil)
		}
	}
	return e.engine.ExplainStack(functions)
}

// function returns an entry of the function table, nil where it has no name that can be read.
func (e *ProfileExplanation) function(index int32) *rules.Function {
	if f, known := e.functions[index]; known || index <= 0 {
		return f
	}
	entry := e.tables.functions.At(int(index))
	name, symbol := e.tables.text(entry.NameStrindex()), e.tables.text(entry.SystemNameStrindex())
	f, err := e.engine.NewFunction(name, symbol, e.tables.text(entry.FilenameStrindex()))
	if err != nil || name == "" && symbol == "" {
		f = nil
	}
	e.functions[index] = f
	return f
}
