package processor

// The indices of one table of a dictionary, before and after.

// space is the indices of one table, old and new.
type space struct {
	used   []bool  // by old index
	taken  []int32 // by old index: the change that takes the place, plus 1
	index  []int32 // by old index: the new one
	kept   int     // how many are used
	moved  bool    // some entries have other indices than before
	size   int     // of the new table
	beyond int32   // the smallest index met that is past the end of the old table
}

const noneBeyond = int32(1<<31 - 1)

// open starts with a table of that size, of which only the entry at 0 is used.
func (s *space) open(size int) {
	s.used, s.taken, s.index = zeroed(s.used, size), zeroed(s.taken, size), zeroed(s.index, size)
	s.kept, s.moved, s.size, s.beyond = 0, false, 0, noneBeyond
	if size > 0 {
		s.use(0)
	}
}

// use marks an entry as used. It reports whether it was not before.
func (s *space) use(index int32) bool {
	switch {
	case index < 0:
		return false
	case int(index) >= len(s.used):
		s.beyond = min(s.beyond, index)
		return false
	case s.used[index]:
		return false
	}
	s.used[index] = true
	s.kept++
	return true
}

// of returns the new index for an old one. What is out of range stays as it is.
func (s *space) of(index int32) int32 {
	if index < 0 || int(index) >= len(s.index) {
		return index
	}
	return s.index[index]
}

// number gives entries that stay their new indices.
func (s *space) number() { s.place(nil, nil, nil) }

// place gives entries that stay, and changes, their new indices. A change takes the place of the entry that it was made
// from, its origin, if that is free, or comes at the end; same says what each change is equal to, and index gets where that
// stands.
func (s *space) place(same []ref, origin func(change int) int32, index []int32) {
	for n, r := range same {
		if at := origin(n); r == changed(n) && at >= 0 && !s.used[at] && s.taken[at] == 0 {
			s.taken[at] = int32(n) + 1
		}
	}
	for i, used := range s.used {
		switch n := s.taken[i] - 1; {
		case used:
			s.index[i] = int32(s.size)
		case n >= 0:
			index[n] = int32(s.size)
		default:
			continue
		}
		s.size++
	}
	s.moved = s.size < len(s.used)
	for n, r := range same {
		if m, is := r.change(); !is {
			index[n] = s.of(int32(r))
		} else if m != n { // an earlier one
			index[n] = index[m]
		} else if s.comesLast(n, same, origin(n)) {
			index[n] = int32(s.size)
			s.size++
		}
	}
}

// comesLast reports whether a change is added at the end.
func (s *space) comesLast(change int, same []ref, origin int32) bool {
	return same[change] == changed(change) && (origin < 0 || s.taken[origin] != int32(change)+1)
}

// holds reports whether indices that are out of range now stay so.
func (s *space) holds() bool { return int(s.beyond) >= s.size }
