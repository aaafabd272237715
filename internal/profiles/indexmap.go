package profiles

// The old and new indices of one table of a dictionary.

// usage says which entries of a table are used, and which indices outside of it.
type usage struct {
	used            []bool // by index
	count           int    // how many entries are used
	firstOutOfRange int32  // the smallest used index past the end of the table
}

const noneOutOfRange = int32(1<<31 - 1)

// open starts with a table of that size, in which only entry 0 is used.
func (u *usage) open(size int) {
	u.used, u.count, u.firstOutOfRange = zeroed(u.used, size), 0, noneOutOfRange
	if size > 0 {
		u.use(0)
	}
}

// copyFrom makes u a copy of other.
func (u *usage) copyFrom(other *usage) {
	u.used = append(u.used[:0], other.used...)
	u.count, u.firstOutOfRange = other.count, other.firstOutOfRange
}

// use marks an entry as used. It reports whether it was unused before.
func (u *usage) use(index int32) bool {
	switch {
	case index < 0:
		return false
	case int(index) >= len(u.used):
		u.note(index)
		return false
	case u.used[index]:
		return false
	}
	u.used[index] = true
	u.count++
	return true
}

func (u *usage) useAll(indices []int32) {
	for _, index := range indices {
		u.use(index)
	}
}

// note records an index without marking the entry.
func (u *usage) note(index int32) {
	if int(index) >= len(u.used) {
		u.firstOutOfRange = min(u.firstOutOfRange, index)
	}
}

// indexMap says where the entries of a table, and changes, are in the new table.
type indexMap struct {
	used       []bool  // by old index: the entry stays
	replacedBy []int32 // by old index: the change that takes its index, plus 1
	index      []int32 // by old index: the new one
	sameAs     sameAs
	changed    []int32 // by change: the new index
	moved      bool    // some entries have new indices
	size       int     // of the new table
}

// sameAs says for each change what it is equal to: itself, an earlier change, or an entry that stays.
type sameAs []ref

// of returns what replaces an entry or a change.
func (s sameAs) of(r ref) ref {
	if n, is := r.change(); is {
		return s[n]
	}
	return r
}

// number gives the entries that stay new indices.
func (m *indexMap) number(used []bool) { m.numberChanges(used, nil, nil) }

// numberChanges gives entries that stay, and changes, new indices. A change takes the index of the entry that it was made
// from, its origin, if that is free; otherwise it comes at the end.
func (m *indexMap) numberChanges(used []bool, same sameAs, origin func(change int) int32) {
	m.used, m.sameAs, m.size = used, same, 0
	m.replacedBy, m.index, m.changed = zeroed(m.replacedBy, len(used)), zeroed(m.index, len(used)), zeroed(m.changed, len(same))
	for n, r := range same {
		if at := origin(n); r == changed(n) && at >= 0 && !used[at] && m.replacedBy[at] == 0 {
			m.replacedBy[at] = int32(n) + 1
		}
	}
	for i, used := range used {
		switch n := m.replacedBy[i] - 1; {
		case used:
			m.index[i] = int32(m.size)
		case n >= 0:
			m.changed[n] = int32(m.size)
		default:
			continue
		}
		m.size++
	}
	m.moved = m.size < len(used)
	for n, r := range same {
		if first, is := r.change(); !is {
			m.changed[n] = m.of(int32(r))
		} else if first != n { // equal to an earlier one
			m.changed[n] = m.changed[first]
		} else if m.comesLast(n, origin(n)) {
			m.changed[n] = int32(m.size)
			m.size++
		}
	}
}

// of returns the new index for an old one. An index out of range stays as it is.
func (m *indexMap) of(index int32) int32 {
	if index < 0 || int(index) >= len(m.index) {
		return index
	}
	return m.index[index]
}

// ofRef returns the new index of an entry or a change.
func (m *indexMap) ofRef(r ref) int32 {
	if n, is := r.change(); is {
		return m.changed[n]
	}
	return m.of(int32(r))
}

// comesLast reports whether a change is added at the end.
func (m *indexMap) comesLast(change int, origin int32) bool {
	return m.sameAs[change] == changed(change) && (origin < 0 || m.replacedBy[origin] != int32(change)+1)
}

// becomes returns the change that takes an entry's index, and whether the entry stays; -1 and false if it is dropped.
func (m *indexMap) becomes(index int) (change int, stays bool) {
	return int(m.replacedBy[index] - 1), m.used[index]
}
