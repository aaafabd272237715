package processor

// New names in the string table of a dictionary.

import "strings"

// nameFunctions finds the new names in the string table, and adds those that are not there.
func (c *profileCleaner) nameFunctions() {
	l := &c.layout
	l.names.reset(len(c.changes.functions) + 1)
	l.wanted = l.wanted[:0]
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			f.text = c.want(f.name)
		}
	}
	if l.newRust {
		l.keyText = c.want(frameTypeKey)
	}
	for i := 1; i < c.tables.strings.Len(); i++ {
		text := c.tables.strings.At(i)
		if strings.HasPrefix(text, "_ZN") {
			continue // no name that is printed is mangled
		}
		n, ok := l.names.find(hashText(text), func(n int32) bool { return l.wanted[n].text == text })
		if ok && l.wanted[n].index == missing {
			l.wanted[n].index = int32(i)
		}
	}
	for i := range l.wanted {
		if w := &l.wanted[i]; w.index == missing {
			w.index = int32(c.tables.strings.Len() + len(l.added))
			l.added = append(l.added, w.text)
		}
	}
	for i := range c.changes.functions {
		if f := &c.changes.functions[i]; f.used {
			f.text = l.wanted[f.text].index
		}
	}
	if l.newRust {
		l.keyText = l.wanted[l.keyText].index
	}
}

// wantedText is a string that is needed, and where it is in the old table or among those that are added.
type wantedText struct {
	text  string
	index int32
}

const missing = -1

// want returns the number of a string in layout.wanted.
func (c *profileCleaner) want(text string) int32 {
	l := &c.layout
	hash := hashText(text)
	n, ok := l.names.find(hash, func(n int32) bool { return l.wanted[n].text == text })
	if !ok {
		n = int32(len(l.wanted))
		l.wanted = append(l.wanted, wantedText{text, missing})
		l.names.add(hash, n)
	}
	return n
}

// hashText hashes the ends of a text and its length, which tell most names apart.
func hashText(text string) uint64 {
	hash := uint64(len(text))
	if len(text) < 16 {
		for i := range len(text) {
			hash = mix(hash, uint64(text[i]))
		}
		return hash
	}
	middle := len(text) / 2
	for _, at := range [...]int{0, middle - 4, middle + 4 - 8, len(text) - 16, len(text) - 8} {
		hash = mix(hash, eight(text[at:]))
	}
	return hash
}

// eight returns the first eight bytes of a text as a number.
func eight(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}
