package processor

// What options add to the plan of a stack: recursion collapsed, a root in place of the runtime.

import (
	"encoding/binary"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// collapse leaves of lines that call their own function directly the innermost, in the stack whose locations are
// the last in changes.refs. It reports whether any line went.
func (c *profileCleaner) collapse(from int) bool {
	refs := c.changes.refs[from:]
	left, caller := 0, none
	differs := false
	for _, r := range refs {
		collapsed, ok := c.collapseLocation(ref(r), &caller)
		differs = differs || !ok || collapsed != ref(r)
		if ok {
			refs[left] = int32(collapsed)
			left++
		}
	}
	c.changes.refs = c.changes.refs[:from+left]
	return differs
}

// collapseLocation returns a location without the lines whose function is that of the line they call; last is the
// function of the line before. It is not ok if no line is left.
func (c *profileCleaner) collapseLocation(r ref, last *ref) (ref, bool) {
	v := c.view(r)
	n := v.count()
	if n == 0 {
		*last = none
		return r, true
	}
	var lines []lineChange
	for i := range n {
		function := v.function(i)
		if function != none && *last != none && (function == *last || c.named(function) == c.named(*last)) {
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
		origin = c.changes.locations[number].origin
	}
	return c.withLines(origin, lines), true
}

// functionContent is what makes functions equal, with the name as text.
type functionContent struct {
	name         string
	symbol, file int32
	line         int64
}

// named returns the content of a function as it will be.
func (c *profileCleaner) named(r ref) functionContent {
	f := c.functionEntry(r)
	content := functionContent{c.tables.text(f.name), f.symbol, f.file, f.line}
	if n, is := r.change(); is {
		content.name = c.stacks.Text(c.changes.functions[n].name)
	}
	return content
}

// withLines returns the change of a location that has these lines.
func (c *profileCleaner) withLines(origin int32, lines []lineChange) ref {
	key := binary.LittleEndian.AppendUint32(nil, uint32(origin))
	for _, line := range lines {
		key = binary.LittleEndian.AppendUint32(key, uint32(line.index))
		key = binary.LittleEndian.AppendUint32(key, uint32(line.function))
	}
	r, ok := c.changes.collapsed[string(key)]
	if !ok {
		l := &c.locations[origin]
		change := locationChange{origin: origin, from: int32(len(c.changes.lines))}
		change.rust = l.sure && (l.kind == unsetType || l.kind == nativeType)
		c.changes.lines = append(c.changes.lines, lines...)
		change.to = int32(len(c.changes.lines))
		c.changes.locations = append(c.changes.locations, change)
		r = changed(len(c.changes.locations) - 1)
		c.changes.collapsed[string(key)] = r
	}
	return r
}

// root returns a location with one frame that is named after the runtime of a function.
func (c *profileCleaner) root(outermost rules.FunctionID) ref {
	crate := c.stacks.Crate(outermost)
	if crate == "" {
		crate = "std" // a thread that no executor runs
	}
	r, ok := c.changes.roots[crate]
	if !ok {
		c.changes.functions = append(c.changes.functions, functionChange{origin: -1, name: c.stacks.Name("[" + crate + "]")})
		line := lineChange{function: changed(len(c.changes.functions) - 1)}
		change := locationChange{origin: -1, from: int32(len(c.changes.lines)), rust: true}
		c.changes.lines = append(c.changes.lines, line)
		change.to = int32(len(c.changes.lines))
		c.changes.locations = append(c.changes.locations, change)
		r = changed(len(c.changes.locations) - 1)
		c.changes.roots[crate] = r
	}
	return r
}
