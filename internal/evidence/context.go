package evidence

// Which frames of a stack the conclusions about some of them can rest on. A profile has thousands of stacks that
// differ in frames that say nothing about each other's closures; Classify need only see the ones that do.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Context finds frames that matter. Its memory is used again from one stack to the next.
type Context struct {
	names    []*Facts
	segments keyIndex  // of closure segments: the last of their mentions, or followed
	mentions []mention // of closure segments in names
	owners   keyIndex  // of the fns whose closures' claims matter
	matters  []bool    // by frame: what is concluded of it matters
	shown    []bool    // by frame: it must be there
	passed   []bool    // by frame: it passes on, and the rest of its run was gone through
	queue    []int
}

// mention is a frame whose name has a closure segment.
type mention struct {
	frame  int32
	before int32 // the one before of the same segment, or -1
}

// followed stands for the mentions of a segment whose frames were taken up.
const followed = -2

// Frames appends to into the indices of the frames, innermost first, that Classify must be given for what it
// concludes of the wanted ones: it concludes the same of them as from the whole stack. Names are innermost first, nil
// where there is no Rust path.
func (c *Context) Frames(names []*Facts, wanted []int, into []int) []int {
	c.reset(names)
	for _, i := range wanted {
		c.add(i)
	}
	c.follow()
	for i := range names {
		if c.shown[i] || names[i] != nil && c.owners.has(names[i].Key) {
			into = append(into, i)
		}
	}
	return into
}

func (c *Context) reset(names []*Facts) {
	c.names = names
	c.segments.reset(8)
	c.owners.reset(8)
	c.mentions, c.queue = c.mentions[:0], c.queue[:0]
	c.matters, c.shown, c.passed = clean(c.matters, len(names)), clean(c.shown, len(names)), clean(c.passed, len(names))
	for i, name := range names {
		if name == nil {
			continue
		}
		for j := range name.Closures {
			c.mention(name.Closures[j].Key, i)
			c.mention(name.Closures[j].First, i)
		}
	}
}

func (c *Context) mention(segment rustname.Key, frame int) {
	last := c.segments.at(segment)
	c.mentions = append(c.mentions, mention{int32(frame), *last})
	*last = int32(len(c.mentions) - 1)
}

func clean(flags []bool, n int) []bool {
	if cap(flags) < n {
		return make([]bool, n)
	}
	flags = flags[:n]
	clear(flags)
	return flags
}

// add takes up a frame of which something must be concluded.
func (c *Context) add(i int) {
	if !c.matters[i] {
		c.matters[i] = true
		c.queue = append(c.queue, i)
	}
}

// follow goes from frames that matter to those around them: a conclusion about a closure rests on its caller, on
// what the shims between them are called by, and on what the closure itself calls.
func (c *Context) follow() {
	for len(c.queue) > 0 {
		i := c.queue[len(c.queue)-1]
		c.queue = c.queue[:len(c.queue)-1]
		c.shown[i] = true
		c.addSegments(i)
		c.addNeighbor(i - 1)
		c.addNeighbor(i + 1)
		out := i + 1
		for out < len(c.names) && !c.passed[out] && passesOn(c.names[out]) {
			c.passed[out], c.shown[out] = true, true
			out++
		}
		for j := out; j < min(out+3, len(c.names)); j++ {
			c.shown[j] = true
		}
	}
}

// passesOn reports whether the frame can stand between a closure and what runs it as a task; see isTask and runsBlocking.
func passesOn(f *Facts) bool {
	return f != nil && (f.caller.role == crates.PollsGenerator || f.caller.role == crates.PollsTask ||
		strings.HasPrefix(f.Shape.Path, "core::ops::function::") || strings.HasPrefix(f.Shape.Trait, "core::ops::function::"))
}

// addNeighbor shows a frame beside one that matters; it matters too if it is a closure's.
func (c *Context) addNeighbor(i int) {
	if i < 0 || i >= len(c.names) {
		return
	}
	c.shown[i] = true
	if c.names[i] != nil && c.names[i].leaf >= 0 {
		c.add(i)
	}
}

// addSegments takes up all frames whose names have one of the closure segments in that of frame i: what one name says of a
// segment holds for all.
func (c *Context) addSegments(i int) {
	if c.names[i] == nil {
		return
	}
	for j := range c.names[i].Closures {
		closure := &c.names[i].Closures[j]
		c.addMentions(closure.Key)
		c.addMentions(closure.First)
		*c.owners.at(closure.Owner) = 1
	}
}

func (c *Context) addMentions(segment rustname.Key) {
	last := c.segments.at(segment)
	for at := *last; at >= 0; at = c.mentions[at].before {
		c.add(int(c.mentions[at].frame))
	}
	*last = followed
}

// has reports whether the key is in the index.
func (x *keyIndex) has(key rustname.Key) bool {
	if key == 0 {
		key = 1
	}
	mask := len(x.keys) - 1
	for i := int(key) & mask; ; i = (i + 1) & mask {
		switch x.keys[i] {
		case key:
			return true
		case 0:
			return false
		}
	}
}
