package corpus

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// The tables of an archive. A program has one of the functions on its stacks; a scenario has one of its frames, which
// refers to each frame's function by its row.
const (
	FunctionsFile   = "functions.tsv" // program/functions.tsv
	FunctionsHeader = "crate\tapplication\tfile\tname"

	TruthFile   = "truth.tsv" // program/scenario/truth.tsv
	TruthHeader = "alternate\tdisplay\tdebug\tpanic\tmatch\tfunction"
)

// Columns of functions.tsv.
const (
	columnCrate = iota
	columnApplication
	columnFile
	columnName
	functionColumns
)

// Columns of truth.tsv. The first ones hold the frame's position in each form, "-" where a form leaves it out.
const (
	columnAlternate = iota
	columnDisplay
	columnDebug
	columnPanic
	columnMatch
	columnFunction
	truthColumns
)

// positionColumn gives each form its column. `{:#?}` has the same frames as `{:?}`; the full text of a panic is to the
// short one as `{:#}` is to `{}`.
var positionColumn = map[Form]int{
	Display:   columnDisplay,
	Alternate: columnAlternate,
	Debug:     columnDebug,
	Pretty:    columnDebug,
	Panic:     columnPanic,
	PanicFull: columnAlternate,
}

// truth is a scenario's truth.tsv with the functions of its program.
type truth struct {
	rows      [][]string
	functions []FrameTruth
}

// readTruths returns the truth of every scenario, by program/scenario.
func readTruths(members []member) (map[string]truth, error) {
	functions := map[string][]FrameTruth{}
	for _, m := range members {
		program, file := filepath.Split(m.name)
		if file != FunctionsFile {
			continue
		}
		rows, err := readTable(m.text, FunctionsHeader, functionColumns)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		for _, row := range rows {
			functions[program] = append(functions[program], newFunction(row))
		}
	}
	truths := map[string]truth{}
	for _, m := range members {
		path, file := filepath.Split(m.name)
		if file != TruthFile {
			continue
		}
		rows, err := readTable(m.text, TruthHeader, truthColumns)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		path = strings.TrimSuffix(path, "/")
		program, _ := filepath.Split(path)
		truths[path] = truth{rows, functions[program]}
	}
	return truths, nil
}

func readTable(text, header string, columns int) ([][]string, error) {
	var rows [][]string
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if i == 0 {
			if line != header {
				return nil, fmt.Errorf("columns %q, want %q", line, header)
			}
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			return nil, fmt.Errorf("line %d: %d columns, want %d", i+1, len(row), columns)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func newFunction(row []string) FrameTruth {
	value := func(column int) string {
		if row[column] == "-" {
			return ""
		}
		return row[column]
	}
	return FrameTruth{
		Crate:       value(columnCrate),
		Application: row[columnApplication] == "yes",
		File:        value(columnFile),
		Name:        value(columnName),
	}
}

// of returns the frames of one form, in its order.
func (t truth) of(form Form) ([]FrameTruth, error) {
	column, ok := positionColumn[form]
	if !ok {
		return nil, fmt.Errorf("no form %q", form)
	}
	var frames []FrameTruth
	for i, row := range t.rows {
		if row[column] == "-" {
			continue
		}
		if row[column] != strconv.Itoa(len(frames)) {
			return nil, fmt.Errorf("truth row %d: position %s, want %d", i+1, row[column], len(frames))
		}
		frame, err := t.frame(row)
		if err != nil {
			return nil, fmt.Errorf("truth row %d: %w", i+1, err)
		}
		frames = append(frames, frame)
	}
	return frames, nil
}

func (t truth) frame(row []string) (FrameTruth, error) {
	match := Match(row[columnMatch])
	if row[columnFunction] == "-" {
		return FrameTruth{Match: match}, nil
	}
	function, err := strconv.Atoi(row[columnFunction])
	if err != nil {
		return FrameTruth{}, err
	}
	if function < 0 || function >= len(t.functions) {
		return FrameTruth{}, fmt.Errorf("no function %d", function)
	}
	frame := t.functions[function]
	frame.Match = match
	return frame, nil
}
