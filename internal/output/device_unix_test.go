//go:build unix && !linux

package output

import "errors"

// makeMemoryDevice makes none: the numbers are known for Linux.
func makeMemoryDevice(string, int) error { return errors.ErrUnsupported }
