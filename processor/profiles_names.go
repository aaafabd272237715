package processor

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// New names in the string table of a dictionary.

// missing is what layout.textOf has for names that are wanted and not in the string table; 0 is for those that are
// not wanted.
const missing int32 = -1

// nameFunctions finds the new names in the string table, and adds those that are not there.
func (c *profileCleaner) nameFunctions() {
	l := &c.layout
	key := rules.NoName
	if l.newRust {
		key = c.stacks.Name(frameTypeKey)
	}
	l.textOf, l.wanted = zeroed(l.textOf, c.stacks.Names()), l.wanted[:0]
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			l.want(f.name)
		}
	}
	if l.newRust {
		l.want(key)
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

func (l *layout) want(name rules.Name) {
	if l.textOf[name] != missing {
		l.textOf[name] = missing
		l.wanted = append(l.wanted, name)
	}
}

// findNames finds the names that are wanted in the string table: those that functions came with first, since these
// are known by number.
func (c *profileCleaner) findNames() {
	l := &c.layout
	for i, name := range c.given {
		if name > 0 && l.textOf[name-1] == missing {
			l.textOf[name-1] = int32(i)
		}
	}
	l.seen.reset(len(l.wanted))
	for _, name := range l.wanted {
		if l.textOf[name] == missing {
			l.seen.add(c.stacks.Digest(name)[0], int32(name))
		}
	}
	for i, text := range c.was.texts {
		if c.given[i] > 0 || i == 0 {
			continue
		}
		name, ok := l.seen.find(text[0], func(name int32) bool { return c.stacks.Digest(rules.Name(name)) == text })
		if ok && l.textOf[name] == missing {
			l.textOf[name] = int32(i)
		}
	}
}

// textIndexOf returns where a name that is wanted is in the string table, after adding it where it is not.
func (c *profileCleaner) textIndexOf(name rules.Name) int32 {
	l := &c.layout
	if l.textOf[name] == missing {
		l.textOf[name] = int32(c.tables.strings.Len() + len(l.added))
		l.added = append(l.added, c.stacks.Text(name))
	}
	return l.textOf[name]
}
