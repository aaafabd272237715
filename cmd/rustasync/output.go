package main

// Where a command's result goes: standard output, or a file.

import (
	"bufio"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/output"
)

var errTerminal = errors.New("the result is binary and standard output is a terminal; write it to a file with -o FILE")

func addOutputFlag(command *cobra.Command, file *string) {
	command.Flags().StringVarP(file, "output", "o", "", "write to this file rather than to standard output (-)")
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

// writeTo has the result written to the file, or to standard output where it is "" or "-".
func writeTo(file string, stdout io.Writer, write func(*destination) error) error {
	return output.Write(file, stdout, func(w io.Writer) error {
		d := &destination{bufio.NewWriter(w), isTerminal(w)}
		err := write(d)
		if flushErr := d.Flush(); !errors.Is(err, flushErr) { // it repeats what writing said
			err = errors.Join(err, flushErr)
		}
		return err
	})
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
