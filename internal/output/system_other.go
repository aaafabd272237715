//go:build !unix

package output

// Windows: who owns a file is not in what os.Stat says, and how many names it has neither.

import (
	"io/fs"
	"os"
	"syscall"
)

// deadly are Ctrl-C, and what Windows sends when a console is closed or the user logs off (os/signal).
var deadly = []os.Signal{os.Interrupt, syscall.SIGTERM}

// die ends the process; there are no signals to do it by.
func die(os.Signal) { os.Exit(1) }

func hasOtherNames(fs.FileInfo) bool { return false }

func keepOwner(_ *os.File, _, _ fs.FileInfo) error { return nil }
