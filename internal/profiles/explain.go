package profiles

// What is done to each stack of a batch, and why: for people, so it may take its time. Which stacks are looked at is decided by
// the same code.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Explanation says what is done to the stacks of one batch.
type Explanation struct {
	engine    *rules.Engine
	tables    *tables
	stacks    *stackTable
	plan      *plan
	moves     *moves // nil where everything stays as it is
	functions map[int32]*rules.Function
}

// Explain says what is done to a dictionary and its users as they are now. Nothing is changed.
func (c *Cleaner) Explain(dictionary Dictionary, users *Users) *Explanation {
	p := c.Prepare(dictionary, users) // it is not written, so that its memory stays as it is
	return &Explanation{c.engine, p.tables, p.stacks, p.plan, p.moves, map[int32]*rules.Function{}}
}

// isFor reports whether a stack is looked at for those users.
func (e *Explanation) isFor(users Audience, stack int32) bool {
	return e.plan != nil && stack >= 0 && int(stack) < len(e.plan.stacks) && e.plan.stacks[stack].audience&users != 0
}

// Becomes returns which stack of the cleaned batch a stack becomes, for those users.
func (e *Explanation) Becomes(users Audience, stack int32) int32 {
	switch {
	case e.moves == nil:
		return stack
	case e.isFor(users, stack) && e.plan.stacks[stack].cleanedFor != 0:
		return e.moves.cleaned[stack]
	}
	return e.moves.stacks.of(stack)
}

// Stack says what is done to the lines of a stack of those users, innermost first; a location without lines counts as one. It
// is nil where the stack is left alone.
func (e *Explanation) Stack(users Audience, stack int32) []rules.Explanation {
	if stack == 0 || !e.isFor(users, stack) {
		return nil
	}
	var functions []*rules.Function
	for _, location := range e.stacks.of(stack) {
		lines := e.tables.functionsOf(location)
		for _, index := range lines {
			function := (*rules.Function)(nil)
			if location > 0 && e.tables.locations[location].frameType != otherType {
				function = e.function(index)
			}
			functions = append(functions, function)
		}
		if len(lines) == 0 {
			functions = append(functions, nil)
		}
	}
	return e.engine.ExplainStack(functions)
}

// function returns an entry of the function table, nil where it has no name that can be read.
func (e *Explanation) function(index int32) *rules.Function {
	if f, known := e.functions[index]; known || index <= 0 {
		return f
	}
	entry := &e.tables.functions[index]
	name, symbol := e.tables.text(entry.name), e.tables.text(entry.symbol)
	f, err := e.engine.NewFunction(name, symbol, e.tables.text(entry.file))
	if err != nil || name == "" && symbol == "" {
		f = nil
	}
	e.functions[index] = f
	return f
}
