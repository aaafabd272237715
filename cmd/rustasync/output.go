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

var errTerminal = errors.New("refusing to write a binary result to a terminal; use -o FILE")

func addOutputFlag(command *cobra.Command, file *string) {
	command.Flags().StringVarP(file, "output", "o", "", "write to this file instead of standard output (-)")
}

// destination is what a command writes to.
type destination struct {
	*bufio.Writer
	terminal bool
}

// binary refuses a terminal for a binary result.
func (d *destination) binary() error {
	if d.terminal {
		return errTerminal
	}
	return nil
}

// writeTo runs write with the file as its destination, or with standard output if file is "" or "-".
func writeTo(file string, stdout io.Writer, write func(*destination) error) error {
	return output.Write(file, stdout, func(w io.Writer) error {
		d := &destination{bufio.NewWriter(w), isTerminal(w)}
		err := write(d)
		if flushErr := d.Flush(); !errors.Is(err, flushErr) { // Write has already returned this error
			err = errors.Join(err, flushErr)
		}
		return err
	})
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
