package main

// Where a command's result goes: standard output, or a file that is there when it is whole.

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

var errTerminal = errors.New("the result is binary and standard output is a terminal; write it to a file with -o FILE")

func addOutputFlag(command *cobra.Command, file *string) {
	command.Flags().StringVarP(file, "output", "o", "", "write to this file rather than to standard output")
}

// destination is what a command writes to.
type destination struct {
	*bufio.Writer
	terminal bool
}

// binary says that the result is nothing for a terminal.
func (d *destination) binary() error {
	if d.terminal {
		return errTerminal
	}
	return nil
}

// writeTo has the result written to the file, or to standard output where it is "". The file is replaced when all
// was written, so that it may be the one that is read.
func writeTo(file string, stdout io.Writer, write func(*destination) error) error {
	if file == "" {
		d := &destination{bufio.NewWriter(stdout), isTerminal(stdout)}
		if err := write(d); err != nil {
			return errors.Join(err, d.Flush())
		}
		return d.Flush()
	}
	out, err := os.CreateTemp(filepath.Dir(file), ".rustasync-")
	if err != nil {
		return err
	}
	d := &destination{Writer: bufio.NewWriter(out)}
	err = errors.Join(write(d), d.Flush(), out.Chmod(0o644), out.Close())
	if err == nil {
		err = os.Rename(out.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(out.Name()))
	}
	return nil
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
