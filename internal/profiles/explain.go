package profiles

// What is done to each stack of a batch, and why: for people, so it may take its time. The code that cleans also decides
// which stacks to explain.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Explanation says what is done to the stacks of one batch.
type Explanation struct {
	engine    *rules.Engine
	tables    *tables
	stacks    *stackTable
	plan      *plan
	moves     *moves // nil if everything stays as it is
	functions map[int32]*rules.Function
}

// Explain says what would be done to a dictionary and its users as they are now. It changes nothing.
func (c *Cleaner) Explain(dictionary Dictionary, users *Users) *Explanation {
	p := c.Prepare(dictionary, users) // never written, so its memory is not reused
	return &Explanation{c.engine, p.tables, p.stacks, p.plan, p.moves, map[int32]*rules.Function{}}
}

// isFor reports whether a stack is Rust to those users, so that the plan covers it.
func (e *Explanation) isFor(users Audience, stack int32) bool {
	return e.plan != nil && stack >= 0 && int(stack) < len(e.plan.stacks) && e.plan.stacks[stack].audience&users != 0
}

// Becomes returns the index that a stack of those users has in the cleaned batch.
func (e *Explanation) Becomes(users Audience, stack int32) int32 {
	switch {
	case e.moves == nil:
		return stack
	case e.isFor(users, stack) && e.plan.stacks[stack].cleanedFor != 0:
		return e.moves.cleaned[stack]
	}
	return e.moves.stacks.of(stack)
}

// Stack says what is done to the lines of a stack of those users, innermost first; a location without lines counts as
// one. It is nil if the stack is ignored.
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

// function returns an entry of the function table, nil if its name cannot be read.
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
