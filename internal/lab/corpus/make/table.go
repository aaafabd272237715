package main

import (
	"strconv"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// functionTable is a program's functions.tsv: each function once, however many frames have it.
type functionTable struct {
	rows  []string
	index map[string]int
}

func newFunctionTable() *functionTable {
	return &functionTable{index: map[string]int{}}
}

// row returns the number of a function's row.
func (t *functionTable) row(truth corpus.FrameTruth) int {
	application := "no"
	if truth.Application {
		application = "yes"
	}
	line := strings.Join([]string{orDash(truth.Crate), application, orDash(truth.File), orDash(truth.Name)}, "\t")
	row, ok := t.index[line]
	if !ok {
		row = len(t.rows)
		t.index[line] = row
		t.rows = append(t.rows, line)
	}
	return row
}

func (t *functionTable) String() string {
	return corpus.FunctionsHeader + "\n" + strings.Join(t.rows, "\n") + "\n"
}

// truthTable writes a scenario's truth.tsv. columns holds each frame's positions.
func truthTable(functions *functionTable, columns [][]string, truths []corpus.FrameTruth) string {
	var b strings.Builder
	b.WriteString(corpus.TruthHeader + "\n")
	for i, truth := range truths {
		function := "-"
		if truth.Crate != "" {
			function = strconv.Itoa(functions.row(truth))
		}
		b.WriteString(strings.Join(columns[i], "\t") + "\t" + string(truth.Match) + "\t" + function + "\n")
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
