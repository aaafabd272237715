package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// newExplain returns the command that says what cleaning does, and why.
func newExplain() *cobra.Command {
	var settings settings
	var asJSON bool
	command := &cobra.Command{
		Use:   "explain [FILE...]",
		Short: "Say of each frame what is done to it and why",
		Long: `Explain reads each file, or standard input, and prints for every frame of its Rust stack traces whether it
stays, its class, the rule that gave the class, and for every closure what it was found to be, how sure that is
and on what evidence.`,
		Example: `  rustasync explain panic.txt
  rustasync explain --json panic.txt | jq '.frames[] | select(.class == "application")'`,
		RunE: func(command *cobra.Command, files []string) error {
			rewriter, err := settings.newRewriter(withReasons)
			if err != nil {
				return err
			}
			out := bufio.NewWriter(command.OutOrStdout())
			print := printTable
			if asJSON {
				print = printJSON
			}
			err = forEach(files, command.InOrStdin(), func(file string, in io.Reader) error {
				text, err := io.ReadAll(in)
				if err != nil {
					return err
				}
				_, report := rewriter.Text(string(text))
				return print(out, newExplained(file, &report))
			})
			if err != nil {
				return err
			}
			return out.Flush()
		},
	}
	settings.addFlags(command)
	command.Flags().BoolVar(&asJSON, "json", false, "one JSON object a file")
	return command
}

// explained is what is printed of one text; its JSON is what scripts read.
type explained struct {
	File    string           `json:"file"`
	Outcome string           `json:"outcome"`
	Reason  string           `json:"reason,omitempty"`
	Frames  []explainedFrame `json:"frames"`
}

type explainedFrame struct {
	Stack  int              `json:"stack"`
	Number string           `json:"number,omitempty"`
	Action string           `json:"action"`
	Class  string           `json:"class"`
	Name   string           `json:"name"`
	Result string           `json:"result,omitempty"`
	File   string           `json:"file,omitempty"`
	Line   int              `json:"line,omitempty"`
	Rule   string           `json:"rule,omitempty"`
	Reason string           `json:"reason,omitempty"`
	Why    string           `json:"why,omitempty"`
	Labels []explainedLabel `json:"labels,omitempty"`
}

type explainedLabel struct {
	Segment  string `json:"segment"`
	Path     string `json:"path"`
	Kind     string `json:"kind"`
	Grade    string `json:"grade"`
	Evidence string `json:"evidence,omitempty"`
}

func newExplained(file string, report *rewrite.Report) *explained {
	e := &explained{File: file, Outcome: report.Outcome.String(), Reason: report.Reason, Frames: []explainedFrame{}}
	for _, x := range report.Explanations {
		frame := explainedFrame{
			Stack: x.Stack, Number: strings.TrimSpace(x.Number), Action: "keep", Class: x.Class.String(),
			Name: x.Name, Result: x.Result, File: x.File, Line: x.Line, Rule: x.Rule, Reason: x.Reason, Why: x.Why,
		}
		if x.Removed {
			frame.Action = "remove"
		}
		for _, label := range x.Labels {
			frame.Labels = append(frame.Labels, explainedLabel{
				label.Segment, label.Path, label.Kind.String(), label.Grade.String(), label.Evidence,
			})
		}
		e.Frames = append(e.Frames, frame)
	}
	return e
}

func printJSON(out io.Writer, e *explained) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(e)
}

// printTable prints a frame as one line of number, action, class and name, and below it, each on a line of its
// own, where it stands in the source and what the decisions rest on.
func printTable(out io.Writer, e *explained) error {
	fmt.Fprintf(out, "%s: %s\n", e.File, strings.TrimSpace(e.Outcome+" "+e.Reason))
	stack := -1
	for _, frame := range e.Frames {
		if frame.Stack != stack {
			stack = frame.Stack
			fmt.Fprintf(out, "\nstack %d\n", stack)
		}
		name := frame.Result
		if name == "" {
			name = frame.Name
		}
		_, err := fmt.Fprintf(out, "%5s  %-6s  %-11s  %s\n", frame.Number, frame.Action, frame.Class, name)
		for _, note := range frame.notes() {
			_, err = fmt.Fprintf(out, "%15s%s\n", "", note)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// notes returns the lines that stand below a frame's own.
func (f *explainedFrame) notes() []string {
	var notes []string
	if f.File != "" {
		notes = append(notes, fmt.Sprintf("at %s:%d", f.File, f.Line))
	}
	if rule := joinNonEmpty(": ", f.Rule, f.Reason); rule != "" {
		notes = append(notes, "rule: "+rule)
	}
	if f.Why != "" {
		notes = append(notes, f.Action+": "+f.Why)
	}
	if f.Result == "" {
		return notes // what is a closure in a frame that goes is of no interest here
	}
	for _, label := range f.Labels {
		notes = append(notes, fmt.Sprintf("%s is %s, %s", label.Path, label.Kind,
			joinNonEmpty(": ", label.Grade, label.Evidence)))
	}
	return notes
}

func joinNonEmpty(separator string, parts ...string) string {
	var present []string
	for _, part := range parts {
		if part != "" {
			present = append(present, part)
		}
	}
	return strings.Join(present, separator)
}
