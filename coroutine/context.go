package coroutine

// Which frames of a stack the conclusions about some of them can rest on. A profile has thousands of stacks that
// differ in frames that say nothing about each other's closures; Classify need only see the ones that do.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Context finds frames that matter. Its memory is used again from one stack to the next.
type Context struct {
	names   []*Facts
	keys    keyIndex // of closure segments whose beliefs matter
	owners  keyIndex // of the fns that they are part of
	fresh   bool     // keys were added since the names were last gone through
	matters []bool   // by frame: what is concluded of it matters
	shown   []bool   // by frame: it must be there
	queue   []int
}

// Frames appends to into the indices of the frames, innermost first, that Classify must be given for what it
// concludes of the wanted ones: it concludes the same of them as from the whole stack. Names are innermost first, nil
// where there is no Rust path.
func (c *Context) Frames(names []*Facts, wanted []int, into []int) []int {
	c.reset(names)
	for _, i := range wanted {
		c.add(i)
	}
	for c.fresh || len(c.queue) > 0 {
		c.follow()
		c.findKeys()
	}
	for i := range names {
		if c.shown[i] || names[i] != nil && c.owners.has(names[i].key) {
			into = append(into, i)
		}
	}
	return into
}

func (c *Context) reset(names []*Facts) {
	c.names, c.fresh = names, false
	c.keys.reset(8)
	c.owners.reset(8)
	c.queue = c.queue[:0]
	c.matters, c.shown = clean(c.matters, len(names)), clean(c.shown, len(names))
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
		c.addKeys(i)
		c.addNeighbor(i - 1)
		c.addNeighbor(i + 1)
		out := i + 1
		for out < len(c.names) && passesOn(c.names[out]) {
			c.shown[out] = true
			out++
		}
		for j := out; j < min(out+3, len(c.names)); j++ {
			c.shown[j] = true
		}
	}
}

// passesOn reports whether the frame can stand between a closure and what runs it as a task; see isTask.
func passesOn(f *Facts) bool {
	return f != nil && (isGenerator(f) ||
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

// addKeys takes up the closure segments in the name of frame i.
func (c *Context) addKeys(i int) {
	if c.names[i] == nil {
		return
	}
	for j := range c.names[i].Closures {
		closure := &c.names[i].Closures[j]
		c.addKey(closure.Key)
		c.addKey(closure.First)
		*c.owners.at(closure.Owner) = 1
	}
}

func (c *Context) addKey(key rustname.Key) {
	if at := c.keys.at(key); *at < 0 {
		*at = 1
		c.fresh = true
	}
}

// findKeys takes up the frames whose names have one of the segments: what one name says of it holds for all.
func (c *Context) findKeys() {
	if !c.fresh {
		return
	}
	c.fresh = false
	for i, name := range c.names {
		if name == nil || c.matters[i] || len(name.Closures) == 0 {
			continue
		}
		for j := range name.Closures {
			if c.keys.has(name.Closures[j].Key) || c.keys.has(name.Closures[j].First) {
				c.add(i)
				break
			}
		}
	}
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
