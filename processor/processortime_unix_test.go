//go:build unix

package processor

import (
	"syscall"
	"time"
)

// processorTime returns the CPU time of this process, which other processes do not affect.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
