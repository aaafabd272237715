package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/futures"
)

// newInspect returns the command that shows the state machines of a program.
func newInspect() *cobra.Command {
	var asJSON bool
	var top int
	command := &cobra.Command{
		Use:   "inspect BINARY|INDEX [PATTERN]",
		Short: "Show what each future of a program holds across each await",
		Long: `Inspect reads a program's debug information and shows the state machine of each async fn, async block, async closure
and gen block: its size, and for each state the source line and the variables it holds there, with type and
size. Unresumed is before the first poll; Suspend0, Suspend1 and so on are the awaits, in the order of the source; what
a future holds in Returned and Panicked is gone. The biggest futures come first: sizes add up, since a future holds
the futures it awaits.

PATTERN selects futures by path: it is part of a path or, if it has * or ?, a glob for the whole path.

BINARY is what "rustasync index" takes: an ELF, Mach-O or PE program, a file with its debug information, or a dSYM
bundle. It must have been built with debug = 2 ("full"), which is what debug builds have. INDEX is what
"rustasync index --futures" made of one.`,
		Example: `  rustasync inspect target/debug/shop --top 5
  rustasync inspect target/debug/shop 'shop::*::{async-fn#0}'
  rustasync inspect target/debug/shop --json | jq '.[] | select(.size > 4096) | .path'`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(command *cobra.Command, args []string) error {
			matches := func(string) bool { return true }
			if len(args) == 2 {
				matches = pathPattern(args[1])
			}
			found, err := inspect(args[0], matches, top)
			if err != nil {
				return err
			}
			if asJSON {
				return printFuturesAsJSON(command.OutOrStdout(), found)
			}
			return printFutures(command.OutOrStdout(), found)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	command.Flags().IntVar(&top, "top", 0, "show only this many, the biggest (default all)")
	return command
}

// pathPattern returns whether a path matches the pattern.
func pathPattern(pattern string) func(string) bool {
	if !strings.ContainsAny(pattern, "*?") {
		return func(path string) bool { return strings.Contains(path, pattern) }
	}
	whole := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile("^(?:" + whole + ")$").MatchString
}

// inspect returns the futures of a program, or of an index of programs, whose paths match.
func inspect(path string, matches func(string) bool, top int) ([]futures.Future, error) {
	all, err := futures.Load(path)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no futures in its debug information; this needs async code, and debug = 2 below [profile.release] in Cargo.toml", path)
	}
	found := []futures.Future{}
	for i := range all {
		if matches(all[i].Path) && (top <= 0 || len(found) < top) {
			found = append(found, all[i])
		}
	}
	return found, nil
}

func printFuturesAsJSON(to io.Writer, found []futures.Future) error {
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(found)
}

// printFutures prints each future, its states and what they hold:
//
//	256 bytes  app::Service::handle::{async-fn#0}  src/app.rs:35
//	  Suspend0  src/app.rs:36
//	        64  request: [u8; 64]
func printFutures(to io.Writer, found []futures.Future) error {
	out := bufio.NewWriter(to)
	for i := range found {
		f := &found[i]
		fmt.Fprintf(out, "%d bytes  %s  %s:%d\n", f.Size, f.Path, f.File, f.Line)
		for _, state := range f.States {
			fmt.Fprintf(out, "  %s  %s:%d\n", state.Name, state.File, state.Line)
			for _, held := range state.Held {
				name := held.Name
				if name == "__awaitee" {
					name = "(awaited)"
				}
				fmt.Fprintf(out, "  %8d  %s: %s\n", held.Size, name, held.Type)
			}
		}
	}
	return out.Flush()
}
