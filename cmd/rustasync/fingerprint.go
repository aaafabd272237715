package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// newFingerprint returns the command that prints the hash that groups errors.
func newFingerprint() *cobra.Command {
	var settings settings
	var batch bool
	command := &cobra.Command{
		Use:   "fingerprint [FILE...]",
		Short: "Print a hash of the application frames of each text",
		Long: `Fingerprint reads each file, or standard input, as one text, and prints a hash of the names of its
application frames. It is the same for the same failure in every build: line numbers, addresses, hashes, generic
arguments and the mangling do not matter. A text without a Rust stack trace has an empty one.

With --ndjson the input is one JSON object per line, {"stacktrace": "..."}: the same lines come out in the same
order with a key "fingerprint" added.`,
		Example: `  rustasync fingerprint panic.txt
  rustasync fingerprint --ndjson < traces.ndjson`,
		RunE: func(command *cobra.Command, files []string) error {
			rewriter, err := settings.newRewriter(withFingerprint)
			if err != nil {
				return err
			}
			out := &destination{Writer: bufio.NewWriter(command.OutOrStdout())}
			one := func(file string, in io.Reader) error { return printFingerprint(out, rewriter, file, in) }
			if batch {
				cleaner := cleaner{rewriter: rewriter, out: out, warnings: command.ErrOrStderr(), line: fingerprintLine}
				one = cleaner.lines
			}
			if err := forEach(files, command.InOrStdin(), one); err != nil {
				return err
			}
			return out.Flush()
		},
	}
	settings.addFlags(command)
	command.Flags().BoolVar(&batch, "ndjson", false, `read one JSON object per line and add the key "fingerprint"`)
	return command
}

func printFingerprint(out io.Writer, rewriter *rewrite.Rewriter, file string, in io.Reader) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	_, report := rewriter.Text(string(text))
	_, err = fmt.Fprintf(out, "%s  %s\n", report.Fingerprint, file)
	return err
}

// fingerprintLine adds the fingerprint of "stacktrace" to the end of a line that is one JSON object.
func fingerprintLine(line []byte, rewriter *rewrite.Rewriter) ([]byte, error) {
	values, err := findValues(line)
	if err != nil || len(values) == 0 {
		return line, err
	}
	var text string
	if err := json.Unmarshal(values[0].text, &text); err != nil {
		return line, err
	}
	_, report := rewriter.Text(text)
	hash, err := quote(report.Fingerprint)
	if err != nil {
		return line, err
	}
	return addMember(line, "fingerprint", hash), nil
}
