package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/futures"
)

// newIndex returns the command that writes what the debug information of programs says of their closures.
func newIndex() *cobra.Command {
	var output string
	var program debuginfo.Program
	var withFutures bool
	command := &cobra.Command{
		Use:   "index BINARY... -o FILE",
		Short: "Write down what every closure of a program is, from its debug information",
		Long: `Index reads the debug information of programs and writes a small file that says of every closure in them
what it is: the body of an async fn, an async block, a plain closure. With it labels are exact, for stripped programs
too, and for stack traces without addresses. It is read by debug_info.paths of the processor and by --debug-info here.

BINARY is an ELF or Mach-O program, a file with the debug information of one, or a dSYM bundle. Debug information that
was split off is found by build id, debug link, or as .dwo and .dwp files.

Make the index where the program is built, before it is stripped, of a build with debug = 1 or more in its profile in
Cargo.toml: with debug = 0, which is the standard of release builds, and with "line-tables-only" it would say nothing of
the program's own closures, and is not written. With --service and --service-version it is asked about
the data of that service alone. With --futures, "rustasync inspect" can read the index in place of the program.`,
		Example: `  rustasync index target/release/shop -o shop.idx
  rustasync index target/release/shop -o shop.idx --service shop --service-version 1.4.2`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, binaries []string) error {
			if output == "" {
				return errors.New("no output file; name one with -o FILE")
			}
			debug.SetGCPercent(indexGarbage)
			return writeTo(output, command.OutOrStdout(), func(to *destination) error {
				if err := to.binary(); err != nil {
					return err
				}
				for _, binary := range binaries {
					if err := indexOne(command.Context(), binary, program, withFutures, to, command.ErrOrStderr()); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	addOutputFlag(command, &output)
	command.Flags().StringVar(&program.Service, "service", "", "service.name of the data that the index is for; any, if not given")
	command.Flags().StringVar(&program.Version, "service-version", "", "service.version of that data")
	command.Flags().BoolVar(&withFutures, "futures", false, "add the states of futures, for rustasync inspect")
	return command
}

// indexGarbage is how much garbage there may be, in percent of what is used: where programs are built there may be
// little memory, and what is read leaves much.
const indexGarbage = 25

// indexOne writes the index of a program.
func indexOne(
	ctx context.Context, binary string, program debuginfo.Program, withFutures bool, to io.Writer, log io.Writer,
) error {
	progress := &progressLine{log: log, what: binary}
	file, _, err := symbols.OpenProgram(binary)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	index, err := debuginfo.Build(ctx, file, debuginfo.Options{}, progress.show)
	if err != nil {
		return err
	}
	if index.Nothing != nil {
		return fmt.Errorf("%s: %w", binary, index.Nothing)
	}
	index.Service, index.Version = program.Service, program.Version
	if withFutures {
		all, err := futures.Inspect(file)
		if err := errors.Join(err, futures.Store(index, all)); err != nil {
			return err
		}
	}
	size, err := index.WriteTo(to)
	if err != nil {
		return err
	}
	progress.end("%d names, %d of them the program's own, in %d bytes, %.3f %% of the debug information",
		index.Len(), index.Own, size, 100*float64(size)/float64(file.Size()))
	for _, missing := range file.Missing {
		fmt.Fprintf(log, "%s: split debug information not found: %s\n", binary, missing)
	}
	return nil
}

// progressLine tells how far something is, in a line that is written again and again on a terminal.
type progressLine struct {
	log   io.Writer
	what  string
	shown int
}

// show is told the share that is done.
func (p *progressLine) show(share float64) {
	if percent := int(100 * share); isTerminal(p.log) && percent != p.shown {
		p.shown = percent
		fmt.Fprintf(p.log, "\r%s: %d %%", p.what, percent)
	}
}

func (p *progressLine) end(format string, args ...any) {
	start := ""
	if isTerminal(p.log) {
		start = "\r"
	}
	fmt.Fprintf(p.log, start+p.what+": "+format+"\n", args...)
}
