//go:build unix

package processor

import (
	"syscall"
	"time"
)

// processorTime returns the time that this process has spent on processors, which others do not change.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
