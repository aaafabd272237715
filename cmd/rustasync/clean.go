package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// newClean returns the command that cleans texts and profiles.
func newClean() *cobra.Command {
	var settings settings
	var output string
	var batch, strict bool
	command := &cobra.Command{
		Use:   "clean [FILE...]",
		Short: "Clean the Rust stack traces in texts, and profiles",
		Long: `Clean reads each file, or standard input, and prints it with its Rust stack traces cleaned. Everything
else in the text is printed as it is, byte for byte.

A file that is a profile comes out as a profile of the same format, cleaned as the processor does it: OTLP in protobuf
or JSON, pprof, or folded stacks, gzipped or not. The format is recognized by the file's content.

With --ndjson the input is one JSON object per line, {"stacktrace": "..."}: the same lines come out in the same
order, with the same keys, and only the value of "stacktrace" is changed. A line that is not a JSON object comes out
as it is, with a warning.`,
		Example: `  cargo test 2>&1 | rustasync clean
  rustasync clean panic.txt
  rustasync clean --ndjson < traces.ndjson > cleaned.ndjson
  rustasync clean --config processor.yaml panic.txt
  rustasync clean cpu.pb.gz -o cleaned.pb.gz
  perf script | stackcollapse-perf.pl | rustasync clean | flamegraph.pl > flame.svg`,
		RunE: func(command *cobra.Command, files []string) error {
			rewriter, err := settings.newRewriter(asConfigured)
			if err != nil {
				return err
			}
			profiles, err := settings.newProfileProcessor(false)
			if err != nil {
				return err
			}
			cleaner := cleaner{
				rewriter: rewriter, profiles: profiles, line: cleanLine, warnings: command.ErrOrStderr(), alone: len(files) < 2,
			}
			cleanOne := cleaner.file
			if batch {
				cleanOne = cleaner.lines
			}
			err = writeTo(output, command.OutOrStdout(), func(out *destination) error {
				cleaner.out = out
				return forEach(files, command.InOrStdin(), cleanOne)
			})
			if err != nil {
				return err
			}
			if strict && cleaner.warned > 0 {
				return fmt.Errorf("%d texts could not be read", cleaner.warned)
			}
			return nil
		},
	}
	settings.addFlags(command)
	addOutputFlag(command, &output)
	command.Flags().BoolVar(&batch, "ndjson", false, `read one JSON object per line and clean its "stacktrace"`)
	command.Flags().BoolVar(&strict, "strict", false, "exit with 1 if a text or a line could not be read")
	return command
}

// cleaner prints its input cleaned. What it cannot read it prints as it is, with a warning.
type cleaner struct {
	rewriter *rewrite.Rewriter
	profiles *processor.Processor
	out      *destination
	alone    bool // there is only one file
	warnings io.Writer
	warned   int
	line     func(line []byte, rewriter *rewrite.Rewriter) ([]byte, error) // cleans a JSON line
}

// file cleans a file, which is a profile or a text.
func (c *cleaner) file(file string, in io.Reader) error {
	before, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	for _, part := range profilefile.Split(before) {
		profile, err := profilefile.Read(part)
		if err == nil {
			err = c.profile(file, profile)
		} else {
			err = c.text(file, part, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// profile cleans a profile.
func (c *cleaner) profile(file string, profile *profilefile.File) error {
	if profile.Binary() {
		if !c.alone {
			return fmt.Errorf("%s: a binary profile must be the only file; clean one at a time", file)
		}
		if err := c.out.binary(); err != nil {
			return err
		}
	}
	after, err := profile.Clean(c.profiles)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	_, err = c.out.Write(after)
	return err
}

// text cleans a whole file as one text. If the file should have been a profile, reason says why it is not.
func (c *cleaner) text(file string, before []byte, reason error) error {
	if !errors.Is(reason, profilefile.ErrNotProfile) && !utf8.Valid(before) {
		c.warn("%s: left as it is: %v", file, reason)
	}
	after, report := c.rewriter.Text(string(before))
	if err := unread(&report); err != nil {
		c.warn("%s: left as it is: %v", file, err)
	}
	_, err := c.out.WriteString(after)
	return err
}

// lines cleans a file with one JSON object per line. Lines may be of any length.
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
		if err := flushBeforeWaiting(c.out.Writer, reader); err != nil {
			return err
		}
	}
}

// flushBeforeWaiting flushes the output when no input is ready, so that another program can talk to this one line by
// line.
func flushBeforeWaiting(out *bufio.Writer, in *bufio.Reader) error {
	if in.Buffered() > 0 {
		return nil
	}
	return out.Flush()
}

// unread returns why a text that may hold a Rust stack was left as it is.
func unread(report *rewrite.Report) error {
	if report.Outcome != rewrite.Unreadable && report.Outcome != rewrite.TooLarge {
		return nil
	}
	return errors.New(joinNonEmpty(report.Outcome.String(), report.Reason))
}

func (c *cleaner) warn(format string, args ...any) {
	c.warned++
	fmt.Fprintf(c.warnings, "rustasync: "+format+"\n", args...)
}
