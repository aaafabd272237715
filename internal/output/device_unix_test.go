//go:build unix && !linux

package output

import "errors"

// makeMemoryDevice always fails: only Linux's numbers are known.
func makeMemoryDevice(string, int) error { return errors.ErrUnsupported }
