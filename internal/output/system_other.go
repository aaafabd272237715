//go:build !unix

package output

// On Windows, os.Stat tells neither who owns a file nor how many names it has.

import (
	"io/fs"
	"os"
	"syscall"
)

// deadly are Ctrl-C, and what Windows sends when a console closes or the user logs off (os/signal).
var deadly = []os.Signal{os.Interrupt, syscall.SIGTERM}

// die ends the process without a signal, since there are none.
func die(os.Signal) { os.Exit(1) }

func hasOtherNames(fs.FileInfo) bool { return false }

func keepOwner(_ *os.File, _, _ fs.FileInfo) error { return nil }
