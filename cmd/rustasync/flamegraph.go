package main

import (
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/flamegraph"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
)

// newFlamegraph returns the command that draws a profile before and after.
func newFlamegraph() *cobra.Command {
	var settings settings
	var output, kind, title string
	var picture bool
	command := &cobra.Command{
		Use:   "flamegraph [FILE]",
		Short: "Draw the flame graph of a profile, before and after",
		Long: `Flamegraph reads a profile, OTLP in protobuf or JSON, pprof, or folded stacks, and writes one HTML page with
its flame graph before and after cleaning, side by side, to zoom and search. The page needs nothing else and
loads nothing. With --svg, or if the output's name ends in .svg, it writes a picture.`,
		Example: `  rustasync flamegraph cpu.pb.gz -o cpu.html
  rustasync flamegraph heap.pb.gz --type inuse_space -o heap.svg`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(command *cobra.Command, files []string) error {
			profiles, err := settings.newProfileProcessor(false)
			if err != nil {
				return err
			}
			return forEach(files, command.InOrStdin(), func(name string, in io.Reader) error {
				profile, err := readProfile(name, in)
				if err != nil {
					return err
				}
				measured, err := findType(profile, kind)
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				page := &flamegraph.Page{
					Title: title, Unit: unitOf(profile.Types()[measured]),
					Before: newGraph(profile.Before(profiles), measured), After: newGraph(profile.After(profiles), measured),
				}
				if title == "" {
					page.Title = filepath.Base(name) + ", " + profile.Types()[measured].String()
				}
				return writeTo(output, command.OutOrStdout(), func(out *destination) error {
					if picture || strings.HasSuffix(output, ".svg") {
						return page.SVG(out)
					}
					return page.HTML(out)
				})
			})
		},
	}
	settings.addFlags(command)
	addOutputFlag(command, &output)
	command.Flags().BoolVar(&picture, "svg", false, "write a picture instead of a page")
	addTypeFlag(command, &kind)
	command.Flags().StringVar(&title, "title", "", "title above the graphs")
	return command
}

func addTypeFlag(command *cobra.Command, kind *string) {
	command.Flags().StringVar(kind, "type", "", `type of values to use, such as "cpu", if a profile has several`)
}

// readProfile reads a file that must be a profile.
func readProfile(name string, in io.Reader) (*profilefile.File, error) {
	raw, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	if parts := profilefile.Split(raw); len(parts) > 1 {
		return nil, fmt.Errorf("%s: %d messages; pass one of its lines", name, len(parts))
	}
	profile, err := profilefile.Read(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return profile, nil
}

// findType returns the index of the named type of values; the profile's own choice if no name is given.
func findType(profile *profilefile.File, name string) (int, error) {
	if name == "" {
		return profile.DefaultType(), nil
	}
	var types []string
	for i, t := range profile.Types() {
		if name == t.Type || name == t.String() {
			return i, nil
		}
		types = append(types, t.String())
	}
	return 0, fmt.Errorf("no type %q; the profile has %s", name, strings.Join(types, ", "))
}

// unitOf returns the name for values of a type.
func unitOf(t profilefile.ValueType) string {
	if t.Unit == "" || t.Unit == "count" {
		return t.Type
	}
	return t.Unit
}

// newGraph returns the flame graph of stacks, measured by one of the types of values.
func newGraph(stacks iter.Seq[profilefile.Stack], measured int) *flamegraph.Graph {
	graph := flamegraph.NewGraph()
	for stack := range stacks {
		frames := make([]flamegraph.Frame, len(stack.Lines))
		for i := range stack.Lines {
			line := &stack.Lines[i]
			frames[i] = flamegraph.Frame{Name: line.Name, Kind: line.Kind(stack.Rust)}
		}
		graph.Add(frames, stack.Values[measured])
	}
	return graph
}
