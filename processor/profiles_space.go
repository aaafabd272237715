package processor

// The indices of one table of a dictionary, before and after.

// space is the indices of one table, old and new.
type space struct {
	used   []bool  // by old index
	taken  []int32 // by old index: the change that takes the place, plus 1
	index  []int32 // by old index: the new one
	size   int     // of the new table
	beyond int32   // the smallest index met that is past the end of the old table
}

const noneBeyond = int32(1<<31 - 1)

// open starts with a table of that size, of which only the entry at 0 is used.
func (s *space) open(size int) {
	s.used, s.taken, s.index = zeroed(s.used, size), zeroed(s.taken, size), zeroed(s.index, size)
	s.size, s.beyond = 0, noneBeyond
	if size > 0 {
		s.used[0] = true
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
	return true
}

// of returns the new index for an old one. What is out of range stays as it is.
func (s *space) of(index int32) int32 {
	if index < 0 || int(index) >= len(s.index) {
		return index
	}
	return s.index[index]
}

// take gives a change the place of the entry that it was made from, if that is free.
func (s *space) take(origin int32, change int) {
	if origin >= 0 && !s.used[origin] && s.taken[origin] == 0 {
		s.taken[origin] = int32(change) + 1
	}
}

// number gives entries that stay, and changes that take the place of one, their new indices.
func (s *space) number(placed func(change int, index int32)) {
	for i := range s.used {
		switch {
		case s.used[i]:
			s.index[i] = int32(s.size)
		case s.taken[i] > 0:
			placed(int(s.taken[i]-1), int32(s.size))
		default:
			continue
		}
		s.size++
	}
}

// holds reports whether indices that are out of range now stay so.
func (s *space) holds() bool { return int(s.beyond) >= s.size }
