package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// newExplain returns the command that says what cleaning does, and why.
func newExplain() *cobra.Command {
	var settings settings
	var kind string
	var asJSON bool
	command := &cobra.Command{
		Use:   "explain [FILE...]",
		Short: "Say what is done to each frame, and why",
		Long: `Explain reads each file, or standard input, and prints for every frame of its Rust stack traces whether it
stays, its class, the rule that gave the class, and for every closure what it was found to be, how sure that is
and on what evidence.

For a profile, in any format that clean reads, it prints a summary: what was measured before and after, frames
by class, what each rule removed or kept, the labels, and the heaviest stacks line by line.`,
		Example: `  rustasync explain panic.txt
  rustasync explain --json panic.txt | jq '.frames[] | select(.class == "application")'
  rustasync explain cpu.pb.gz`,
		RunE: func(command *cobra.Command, files []string) error {
			rewriter, err := settings.newRewriter(withReasons)
			if err != nil {
				return err
			}
			profiles, err := settings.newProfileProcessor(true)
			if err != nil {
				return err
			}
			config, err := loadConfig(settings.config)
			if err != nil {
				return err
			}
			out := bufio.NewWriter(command.OutOrStdout())
			explainer := explainer{rewriter, profiles, kind, asJSON, config.Profiles.CollapseRecursion, out}
			err = forEach(files, command.InOrStdin(), explainer.file)
			if err != nil {
				return err
			}
			return out.Flush()
		},
	}
	settings.addFlags(command)
	addTypeFlag(command, &kind)
	command.Flags().BoolVar(&asJSON, "json", false, "print one JSON object per file")
	return command
}

// explainer explains texts and profiles.
type explainer struct {
	rewriter *rewrite.Rewriter
	profiles *processor.Processor
	kind     string // which of a profile's types of values to use
	asJSON   bool
	// collapsed says whether the configuration sets profiles.collapse_recursion.
	collapsed bool
	out       io.Writer
}

func (e *explainer) file(file string, in io.Reader) error {
	raw, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	for _, part := range profilefile.Split(raw) {
		profile, err := profilefile.Read(part)
		switch {
		case err == nil:
			err = e.profile(file, profile)
		case errors.Is(err, profilefile.ErrNotProfile) || utf8.Valid(part):
			err = e.text(file, part)
		default:
			err = fmt.Errorf("%s: %w", file, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *explainer) text(file string, text []byte) error {
	_, report := e.rewriter.Text(string(text))
	explained := newExplained(file, &report)
	if e.asJSON {
		return printJSON(e.out, explained)
	}
	return printTable(e.out, explained)
}

func (e *explainer) profile(file string, profile *profilefile.File) error {
	measured, err := findType(profile, e.kind)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	explained := newExplainedProfile(file, profile, profile.Summarize(e.profiles, measured))
	explained.Collapsed = e.collapsed
	if e.asJSON {
		return printJSON(e.out, explained)
	}
	explained.print(e.out)
	return nil
}

// explained is what explain prints of one text. Scripts read its JSON.
type explained struct {
	File    string           `json:"file"`
	Outcome string           `json:"outcome"`
	Reason  string           `json:"reason,omitempty"`
	Frames  []explainedFrame `json:"frames"`
}

type explainedFrame struct {
	Stack  int    `json:"stack"`
	Number string `json:"number,omitempty"`
	Action string `json:"action"`
	Class  string `json:"class"`
	Name   string `json:"name"`
	Result string `json:"result,omitempty"`
	// Inlined says that Result was inlined into Name.
	Inlined bool             `json:"inlined,omitempty"`
	Whose   string           `json:"whose,omitempty"`
	File    string           `json:"file,omitempty"`
	Line    int              `json:"line,omitempty"`
	Rule    string           `json:"rule,omitempty"`
	Reason  string           `json:"reason,omitempty"`
	Why     string           `json:"why,omitempty"`
	Labels  []explainedLabel `json:"labels,omitempty"`
}

type explainedLabel struct {
	Segment  string `json:"segment"`
	Path     string `json:"path"`
	Kind     string `json:"kind"`
	Grade    string `json:"grade"`
	Evidence string `json:"evidence,omitempty"`
}

func newExplainedLabel(l rewrite.Label) explainedLabel {
	return explainedLabel{l.Segment, l.Path, l.Kind.String(), l.Grade.String(), l.Evidence}
}

func (l *explainedLabel) String() string {
	return fmt.Sprintf("%s is %s, %s", l.Path, l.Kind, joinNonEmpty(l.Grade, l.Evidence))
}

func newExplained(file string, report *rewrite.Report) *explained {
	e := &explained{File: file, Outcome: report.Outcome.String(), Reason: report.Reason, Frames: []explainedFrame{}}
	for _, x := range report.Explanations {
		frame := explainedFrame{
			Stack: x.Stack, Number: strings.TrimSpace(x.Number), Action: actionOf(x.Removed), Class: x.Class.String(),
			Name: x.Name, Result: x.Result, Inlined: x.Inlined, Whose: x.Whose, File: x.File, Line: x.Line, Rule: x.Rule, Reason: x.Reason, Why: x.Why,
		}
		for _, label := range x.Labels {
			frame.Labels = append(frame.Labels, newExplainedLabel(label))
		}
		e.Frames = append(e.Frames, frame)
	}
	return e
}

func printJSON(out io.Writer, e any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(e)
}

// printTable prints each frame in one line of number, action, class and name, and below it its source location and the
// reasons, each on a line of its own.
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

// notes returns the lines below a frame's own.
func (f *explainedFrame) notes() []string {
	var notes []string
	if f.File != "" {
		notes = append(notes, fmt.Sprintf("at %s:%d", f.File, f.Line))
	}
	if rule := joinNonEmpty(f.Rule, f.Reason); rule != "" {
		notes = append(notes, "rule: "+rule)
	}
	if f.Inlined {
		notes = append(notes, "inlined into: "+f.Name)
	}
	if f.Why != "" {
		notes = append(notes, f.Action+": "+f.Why)
	}
	if f.Result == "" {
		return notes // nobody asks about the closures of a removed frame
	}
	for _, label := range f.Labels {
		notes = append(notes, label.String())
	}
	return notes
}

// joinNonEmpty joins the parts that are not empty with colons.
func joinNonEmpty(parts ...string) string {
	var present []string
	for _, part := range parts {
		if part != "" {
			present = append(present, part)
		}
	}
	return strings.Join(present, ": ")
}
