package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// newClean returns the command that prints texts cleaned.
func newClean() *cobra.Command {
	var config string
	var batch, strict bool
	command := &cobra.Command{
		Use:   "clean [FILE...]",
		Short: "Print texts with their Rust stack traces cleaned",
		Long: `Clean reads each file, or standard input, and prints it with its Rust stack traces cleaned. Everything
else in the text is printed as it is, byte for byte.

With --ndjson the input is one JSON object a line, {"stacktrace": "..."}: the same lines come out in the same
order, with the same keys, and only the value of "stacktrace" is changed. A line that is no JSON object comes out
as it is, with a warning.`,
		Example: `  cargo test 2>&1 | rustasync clean
  rustasync clean panic.txt
  rustasync clean --ndjson < traces.ndjson > cleaned.ndjson
  rustasync clean --config processor.yaml panic.txt`,
		RunE: func(command *cobra.Command, files []string) error {
			rewriter, err := newRewriter(config, asConfigured)
			if err != nil {
				return err
			}
			out := bufio.NewWriter(command.OutOrStdout())
			cleaner := cleaner{rewriter: rewriter, out: out, warnings: command.ErrOrStderr(), line: cleanLine}
			cleanOne := cleaner.text
			if batch {
				cleanOne = cleaner.lines
			}
			if err := forEach(files, command.InOrStdin(), cleanOne); err != nil {
				return err
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if strict && cleaner.warned > 0 {
				return fmt.Errorf("%d texts could not be read", cleaner.warned)
			}
			return nil
		},
	}
	addConfigFlag(command, &config)
	command.Flags().BoolVar(&batch, "ndjson", false, `one JSON object a line, whose "stacktrace" is cleaned`)
	command.Flags().BoolVar(&strict, "strict", false, "exit with 1 when a text or a line could not be read")
	return command
}

// cleaner prints what it is given, cleaned. What cannot be read is printed as it is, with a warning.
type cleaner struct {
	rewriter *rewrite.Rewriter
	out      *bufio.Writer
	warnings io.Writer
	warned   int
	line     func(line []byte, rewriter *rewrite.Rewriter) ([]byte, error) // what is done to a JSON line
}

// text cleans the whole of a file as one text.
func (c *cleaner) text(file string, in io.Reader) error {
	before, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	after, report := c.rewriter.Text(string(before))
	if err := unread(&report); err != nil {
		c.warn("%s: left as it is: %v", file, err)
	}
	_, err = c.out.WriteString(after)
	return err
}

// lines cleans a file of one JSON object a line. Lines may be of any length.
func (c *cleaner) lines(file string, in io.Reader) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	for number := 1; ; number++ {
		line, readErr := reader.ReadBytes('\n')
		cleaned, err := c.line(line, c.rewriter)
		if err != nil {
			c.warn("%s:%d: left as it is: %v", file, number, err)
		}
		if _, err := c.out.Write(cleaned); err != nil {
			return err
		}
		if readErr == io.EOF {
			return nil
		}
		if readErr != nil {
			return readErr
		}
		if err := flushBeforeWaiting(c.out, reader); err != nil {
			return err
		}
	}
}

// flushBeforeWaiting writes out what is there when no input is, so that another program can talk to this one line
// by line.
func flushBeforeWaiting(out *bufio.Writer, in *bufio.Reader) error {
	if in.Buffered() > 0 {
		return nil
	}
	return out.Flush()
}

// unread returns why a text was left as it is that may hold a Rust stack.
func unread(report *rewrite.Report) error {
	if report.Outcome != rewrite.Unreadable && report.Outcome != rewrite.TooLarge {
		return nil
	}
	return errors.New(joinNonEmpty(": ", report.Outcome.String(), report.Reason))
}

func (c *cleaner) warn(format string, args ...any) {
	c.warned++
	fmt.Fprintf(c.warnings, "rustasync: "+format+"\n", args...)
}
