package debuginfo

// How files look from outside. What is read of a program depends on other files as well: where its debug information lies
// apart, on those that have it and on those that would have been taken had they been there.

import (
	"os"
	"time"
)

// timestampStep is how far apart two changes of a file are for its time of modification to be sure to differ: on Linux
// that is the kernel's tick, on FAT and in some archives two seconds.
const timestampStep = 2 * time.Second

// glance is how a path looked without reading what is there. Two that are equal are of the same file.
type glance struct {
	path     string
	there    bool
	size     int64
	modified int64 // when, in nanoseconds
	readable bool  // a file that may be opened: its permissions can change while all else stays
	// fresh is a file that was modified just now: it may be again, in place, without a sign of it. So it looks otherwise
	// once it is older, and is read once more.
	fresh bool
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
	g.fresh = time.Since(info.ModTime()).Abs() < timestampStep // one of the future, by a wrong clock, is not
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

// written reports whether what is at the path was written or replaced since.
func (g glance) written() bool {
	now := glanceAt(g.path)
	now.fresh = g.fresh
	return now != g
}
