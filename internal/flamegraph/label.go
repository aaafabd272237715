package flamegraph

import "strings"

// short returns the end of a path, which says most if there is no room for all of it: "worker::run_task" for
// "tokio::runtime::worker::run_task::h0123456789abcdef", "Vec<T>::from_iter" for "<alloc::vec::Vec<T> as
// core::iter::FromIterator<T>>::from_iter". It returns names that are not paths unchanged.
func short(name string) string {
	segments := split(name)
	if n := len(segments); n > 1 && isHash(segments[n-1]) {
		segments = segments[:n-1]
	}
	n := len(segments)
	if n == 1 {
		return segments[0]
	}
	last := segments[n-1]
	from := n - 2
	for from > 0 && strings.HasPrefix(segments[from], "{") {
		last = segments[from] + "::" + last
		from--
	}
	before := segments[from]
	if self, ok := strings.CutPrefix(before, "<"); ok {
		self, _, _ = strings.Cut(strings.TrimSuffix(self, ">"), " as ")
		parts := split(self)
		before = parts[len(parts)-1]
	}
	return before + "::" + last
}

// split splits a path at each :: outside of brackets.
func split(path string) []string {
	var segments []string
	depth, from := 0, 0
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '<', '(', '[', '{':
			depth++
		case '>', ')', ']', '}':
			if i == 0 || path[i-1] != '-' {
				depth--
			}
		case ':':
			if depth <= 0 && i+2 < len(path) && path[i+1] == ':' {
				segments = append(segments, path[from:i])
				from = i + 2
				i++
			}
		}
	}
	return append(segments, path[from:])
}

// isHash reports whether a segment is the hash that legacy symbols end in.
func isHash(segment string) bool {
	return len(segment) == 17 && segment[0] == 'h' && strings.Trim(segment[1:], "0123456789abcdef") == ""
}
