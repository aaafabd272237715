// Command rustasync cleans Rust stack traces outside the Collector: in a shell, in a script, in CI. It does to a text
// what the rust_async processor does to an attribute, with the same configuration.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "rustasync:", err)
		os.Exit(1)
	}
}

// run is the whole command; main prints its errors.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	root := &cobra.Command{
		Use:               "rustasync",
		Short:             "Clean Rust stack traces: your own lines, and what every closure really is",
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.AddCommand(newClean(), newExplain(), newFlamegraph(), newDemangle(), newFingerprint(), newIndex(), newInspect())
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return root.Execute()
}
