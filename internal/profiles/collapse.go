package profiles

// What options add to the plan of a stack: collapsed recursion, and a root in place of the runtime.

import (
	"encoding/binary"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
)

// collapse keeps only the innermost of consecutive lines of one function, in the stack whose locations are the last in
// plan.refs. It reports whether it removed any line.
func (p *planner) collapse(from int) bool {
	refs := p.plan.refs[from:]
	left, caller := 0, none
	differs := false
	for _, r := range refs {
		collapsed, ok := p.collapseLocation(r, &caller)
		differs = differs || !ok || collapsed != r
		if ok {
			refs[left] = collapsed
			left++
		}
	}
	p.plan.refs = p.plan.refs[:from+left]
	return differs
}

// collapseLocation returns a location without the lines that have the same function as the line they call; last is the
// function of the line before. It is not ok if no line is left.
func (p *planner) collapseLocation(r ref, last *ref) (ref, bool) {
	v := viewOf(p.tables, &p.plan, r)
	n := v.count()
	if n == 0 {
		*last = none
		return r, true
	}
	var lines []lineChange
	for i := range n {
		function := v.function(i)
		if function != none && *last != none && (function == *last || p.contentOf(function) == p.contentOf(*last)) {
			continue
		}
		*last = function
		lines = append(lines, lineChange{v.index(i), function})
	}
	switch len(lines) {
	case n:
		return r, true
	case 0:
		return r, false
	}
	origin := int32(r)
	if number, is := r.change(); is {
		origin = p.plan.locations[number].origin
	}
	return p.withLines(origin, lines), true
}

// functionContent is what makes functions equal before their names have indices in the string table.
type functionContent struct {
	name         stackset.Digest
	symbol, file int32
	line         int64
}

// contentOf returns the content that a function will have.
func (p *planner) contentOf(r ref) functionContent {
	n, is := r.change()
	if !is {
		f := &p.tables.functions[r]
		return functionContent{p.tables.digest(f.name), f.symbol, f.file, f.line}
	}
	change := &p.plan.functions[n]
	content := functionContent{name: p.plan.names.Digest(change.name)}
	if change.origin >= 0 {
		f := &p.tables.functions[change.origin]
		content.symbol, content.file, content.line = f.symbol, f.file, f.line
	}
	return content
}

// withLines returns the change of a location to these lines.
func (p *planner) withLines(origin int32, lines []lineChange) ref {
	key := binary.LittleEndian.AppendUint32(nil, uint32(origin))
	for _, line := range lines {
		key = binary.LittleEndian.AppendUint32(key, uint32(line.index))
		key = binary.LittleEndian.AppendUint32(key, uint32(line.function))
	}
	r, ok := p.collapsed[string(key)]
	if !ok {
		r = p.plan.addLocation(locationChange{origin: origin, toRust: p.toRust(origin)}, lines...)
		p.collapsed[string(key)] = r
	}
	return r
}

// root returns a location with one frame that is named after the runtime of a function.
func (p *planner) root(outermost stackset.Function) ref {
	crate := p.set.Functions.Crate(outermost)
	if crate == "" {
		crate = "std" // a thread without an executor
	}
	r, ok := p.roots[crate]
	if !ok {
		function := p.plan.addFunction(functionChange{origin: -1, name: p.plan.names.Number("[" + crate + "]")})
		r = p.plan.addLocation(locationChange{origin: -1, toRust: true}, lineChange{function: function})
		p.roots[crate] = r
	}
	return r
}
