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

// newIndex returns the command that writes what programs' debug information says about their closures.
func newIndex() *cobra.Command {
	var output string
	var program debuginfo.Program
	var withFutures bool
	options := debuginfo.Options{}
	command := &cobra.Command{
		Use:   "index BINARY... -o FILE",
		Short: "Write down what every closure of a program is",
		Long: `Index reads programs and writes a small file that says of every closure in them what it is: the body of an
async fn, an async block, a plain closure. It makes labels exact, for stripped programs too, and for stack traces
without addresses. debug_info.paths of the processor and --debug-info here read it.

BINARY is an ELF, Mach-O or PE program, a file with the debug information of one, or a dSYM bundle. Debug information that
was split off is found by build id, debug link, or as .dwo and .dwp files.

Make the index where the program is built, before it is stripped. The default release build will do: without debug
information, its symbols, its code and its sources say the same. Index looks for sources in the current directory,
or in each directory that --source names, and for those of packages where cargo has them; labels for which it finds
none are graded inferred. With debug = 1 or more under [profile.release] in Cargo.toml it reads no sources.

The index also says which crates are the program's own and which are packages; --lock names the Cargo.lock, which knows
best. With --service and --service-version it only answers for that service's data. With --futures,
"rustasync inspect" can read the index in place of the program; that needs debug information.`,
		Example: `  rustasync index target/release/shop -o shop.idx
  rustasync index target/release/shop -o shop.idx --lock Cargo.lock --service shop --service-version 1.4.2
  rustasync index /out/shop -o shop.idx --source /src/shop`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, binaries []string) error {
			if output == "" {
				return errors.New("missing output file: use -o FILE")
			}
			if len(options.Sources) == 0 {
				options.Sources = []string{"."}
			}
			debug.SetGCPercent(indexGarbage)
			return writeTo(output, command.OutOrStdout(), func(to *destination) error {
				if err := to.binary(); err != nil {
					return err
				}
				for _, binary := range binaries {
					if err := indexOne(command.Context(), binary, program, options, withFutures, to, command.ErrOrStderr()); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	addOutputFlag(command, &output)
	command.Flags().StringVar(&program.Service, "service", "", "service.name of the data that the index is for (default any)")
	command.Flags().StringVar(&program.Version, "service-version", "", "service.version of that data")
	command.Flags().StringArrayVar(&options.Sources, "source", nil, "directory with the program's sources, if it is not the current one; repeatable")
	command.Flags().StringVar(&options.Lock, "lock", "", "Cargo.lock of the program, which says whose its crates are")
	command.Flags().BoolVar(&withFutures, "futures", false, "add the states of futures, for rustasync inspect")
	return command
}

// indexGarbage limits garbage, in percent of live memory: build machines may have little memory, and reading leaves much
// garbage.
const indexGarbage = 25

// indexOne writes the index of a program.
func indexOne(
	ctx context.Context, binary string, program debuginfo.Program, options debuginfo.Options, withFutures bool,
	to io.Writer, log io.Writer,
) error {
	progress := &progressLine{log: log, what: binary}
	file, _, err := symbols.OpenProgram(binary)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	options.Warn = func(what string) { fmt.Fprintf(log, "%s: %s\n", binary, what) }
	if withFutures && file.NoInfo() != nil {
		return fmt.Errorf("--futures: %w", file.NoInfo())
	}
	index, err := debuginfo.Build(ctx, file, options, progress.show)
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
	if index.FromCode {
		progress.end("%d names, %d of them the program's own, and %d library functions that contain its async bodies, in %d bytes, from its code",
			index.Len(), index.Own, index.Bodies(), size)
	} else {
		progress.end("%d names, %d of them the program's own, in %d bytes, %.3f %% of the debug information",
			index.Len(), index.Own, size, 100*float64(size)/float64(file.Size()))
	}
	for _, missing := range file.Missing {
		fmt.Fprintf(log, "%s: split debug information not found: %s\n", binary, missing)
	}
	return nil
}

// progressLine tells how far a job is, in one line that it rewrites on a terminal.
type progressLine struct {
	log   io.Writer
	what  string
	shown int
}

// show takes the share that is done.
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
