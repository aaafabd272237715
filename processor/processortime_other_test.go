//go:build !unix

package processor

import "time"

var start = time.Now()

// processorTime returns the time since the program started: there is no better clock that is as simple.
func processorTime() time.Duration { return time.Since(start) }
