package processor

// New names in the string table of a dictionary.

import "github.com/rustasyncprocessor/rustasyncprocessor/rewrite"

// missing is what layout.textOf has for names that are wanted and not in the string table; 0 is for those that are
// not wanted.
const missing int32 = -1

// nameFunctions finds the new names in the string table, and adds those that are not there.
func (c *profileCleaner) nameFunctions() {
	l := &c.layout
	key := rewrite.NoName
	if l.newRust {
		key = c.stacks.Name(frameTypeKey)
	}
	l.textOf = zeroed(l.textOf, c.stacks.Names())
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			l.textOf[f.name] = missing
		}
	}
	if l.newRust {
		l.textOf[key] = missing
	}
	c.findNames()
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			f.text = c.textIndexOf(f.name)
		}
	}
	if l.newRust {
		l.keyText = c.textIndexOf(key)
	}
}

// findNames finds the names that are wanted in the string table.
func (c *profileCleaner) findNames() {
	l := &c.layout
	for i := 1; i < c.tables.strings.Len(); i++ {
		if name := c.nameAt(i); name != rewrite.NoName && l.textOf[name] == missing {
			l.textOf[name] = int32(i)
		}
	}
}

// nameAt returns the name that a string is, NoName where it is none.
func (c *profileCleaner) nameAt(index int) rewrite.Name {
	if name := c.given[index]; name > 0 {
		return name - 1
	}
	return c.stacks.NameOf(c.was.texts[index])
}

// textIndexOf returns where a name that is wanted is in the string table, after adding it where it is not.
func (c *profileCleaner) textIndexOf(name rewrite.Name) int32 {
	l := &c.layout
	if l.textOf[name] == missing {
		l.textOf[name] = int32(c.tables.strings.Len() + len(l.added))
		l.added = append(l.added, c.stacks.Text(name))
	}
	return l.textOf[name]
}
