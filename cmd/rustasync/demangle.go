package main

import (
	"bufio"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// newDemangle returns the command that demangles symbols.
func newDemangle() *cobra.Command {
	var full bool
	command := &cobra.Command{
		Use:   "demangle [FILE...]",
		Short: "Demangle Rust symbols, one per line",
		Long: `Demangle reads symbols from each file, or from standard input, one per line, and prints each in Rust's own
notation: legacy and v0 symbols as rustc-demangle's {:#} does, without hashes and crate disambiguators. A line
that is not a Rust symbol is printed as it is.`,
		Example: `  nm target/debug/app | cut -d ' ' -f 3 | rustasync demangle
  echo _RNCNvCs1234_7mycrate3foo0 | rustasync demangle --full`,
		RunE: func(command *cobra.Command, files []string) error {
			out := bufio.NewWriter(command.OutOrStdout())
			err := forEach(files, command.InOrStdin(), func(_ string, in io.Reader) error {
				return demangleLines(out, in, full)
			})
			if err != nil {
				return err
			}
			return out.Flush()
		},
	}
	command.Flags().BoolVar(&full, "full", false, "keep hashes and crate disambiguators, as rustc-demangle's {} does")
	return command
}

// demangleLines prints each line demangled, with its original line end.
func demangleLines(out *bufio.Writer, in io.Reader, full bool) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	for {
		line, readErr := reader.ReadString('\n')
		symbol := strings.TrimRight(line, "\r\n")
		name, ok := rustname.Demangle(symbol, full)
		if !ok {
			name = symbol
		}
		if _, err := out.WriteString(name + line[len(symbol):]); err != nil {
			return err
		}
		if readErr == io.EOF {
			return nil
		}
		if readErr != nil {
			return readErr
		}
		if err := flushBeforeWaiting(out, reader); err != nil {
			return err
		}
	}
}
