package debuginfo

// How files look from outside. What is read of a program depends on other files as well: where its debug information lies
// apart, on those that have it and on those that would have been taken had they been there.

import "os"

// glance is how a path looked without reading what is there. Two that are equal are of the same file.
type glance struct {
	path     string
	there    bool
	size     int64
	modified int64 // when, in nanoseconds
	readable bool  // a file that may be opened: its permissions can change while all else stays
}

// glanceAt looks at a path; at a dSYM bundle, at the file in it.
func glanceAt(path string) glance {
	g := glance{path: path}
	path = inBundle(path)
	info, err := os.Stat(path)
	if err != nil {
		return g
	}
	g.there, g.size, g.modified = true, info.Size(), info.ModTime().UnixNano()
	if !info.Mode().IsRegular() {
		return g
	}
	if file, err := os.Open(path); err == nil {
		g.readable = file.Close() == nil
	}
	return g
}

// changed reports whether the path looks otherwise now.
func (g glance) changed() bool { return glanceAt(g.path) != g }
