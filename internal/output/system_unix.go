//go:build unix

package output

// What files and signals are where there are owners, links and signals.

import (
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// deadly are the signals that end a process which does not ask for them, and are sent in the course of things.
var deadly = []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGPIPE, syscall.SIGTERM}

// die ends the process by the signal, as if it had not been caught: shells look at how a process ended.
func die(s os.Signal) {
	signal.Reset(s)
	_ = syscall.Kill(os.Getpid(), s.(syscall.Signal))
	time.Sleep(time.Second) // signals take their time
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
