//go:build unix

package output

// What files and signals are on systems with owners, links and signals.

import (
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// deadly are the common signals that end a process unless it handles them.
var deadly = []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGPIPE, syscall.SIGTERM}

// die ends the process with the signal, as if nobody had caught it: shells look at how a process ended.
func die(s os.Signal) {
	signal.Reset(s)
	_ = syscall.Kill(os.Getpid(), s.(syscall.Signal))
	time.Sleep(time.Second) // the signal takes a moment to arrive
	os.Exit(1)
}

// hasOtherNames reports whether there are hard links to a file.
func hasOtherNames(info fs.FileInfo) bool {
	system, ok := info.Sys().(*syscall.Stat_t)
	return ok && system.Nlink > 1
}

// keepOwner gives a file the owner and the group of another.
func keepOwner(file *os.File, own, other fs.FileInfo) error {
	has, ok := own.Sys().(*syscall.Stat_t)
	wants, known := other.Sys().(*syscall.Stat_t)
	if !ok || !known || has.Uid == wants.Uid && has.Gid == wants.Gid {
		return nil
	}
	return file.Chown(int(wants.Uid), int(wants.Gid))
}
