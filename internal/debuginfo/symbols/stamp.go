package symbols

// What files look like from outside. What is read of a program also depends on other files: those that its debug
// information is in, and those that would have been taken if they had existed.

import (
	"os"
	"time"
)

// TimestampStep is how far apart two changes of a file must be for its time of modification to differ for sure: on
// Linux that is the kernel's tick, on FAT and in some archives two seconds.
const TimestampStep = 2 * time.Second

// FileStamp is what a path looked like from outside. Equal stamps are those of an unchanged file.
type FileStamp struct {
	path     string
	exists   bool
	size     int64
	modified int64 // when, in nanoseconds
	readable bool  // a file that may be opened: its permissions can change while all else stays
	// fresh is a file that was modified just now. It may be modified again, in place, without a sign of it. So its stamp
	// changes once it is older, and it is read once more.
	fresh bool
}

// StampOf returns what a path looks like; for a dSYM bundle, what the file in it looks like.
func StampOf(path string) FileStamp {
	stamp := FileStamp{path: path}
	path = inBundle(path)
	info, err := os.Stat(path)
	if err != nil {
		return stamp
	}
	stamp.exists, stamp.size, stamp.modified = true, info.Size(), info.ModTime().UnixNano()
	stamp.fresh = time.Since(info.ModTime()).Abs() < TimestampStep // a time in the future, from a wrong clock, is not fresh
	if !info.Mode().IsRegular() {
		return stamp
	}
	if file, err := os.Open(path); err == nil {
		stamp.readable = file.Close() == nil
	}
	return stamp
}

// Changed reports whether the path looks different now.
func (s FileStamp) Changed() bool { return StampOf(s.path) != s }

// Written reports whether what is at the path was written or replaced since.
func (s FileStamp) Written() bool {
	now := StampOf(s.path)
	now.fresh = s.fresh
	return now != s
}
