package main

// The difference between two texts, for people.

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// How much of a difference to show.
const (
	mostLines = 16 // of each text
	around    = 2  // equal lines
	lineWidth = 300
)

// lineDifference shows both texts from the first line that differs to the last, with the lines around:
//
//	@ line 7
//	  same
//	- before
//	+ after
//	  same
func lineDifference(before, after string) string {
	if !utf8.ValidString(before) || !utf8.ValidString(after) {
		return fmt.Sprintf("binary: %d bytes and %d bytes, the same up to byte %d\n", len(before), len(after),
			commonPrefix([]byte(before), []byte(after)))
	}
	b, a := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	first := commonPrefix(b, a)
	last := commonSuffix(b[first:], a[first:])
	out := new(printer)
	old, new := b[first:len(b)-last], a[first:len(a)-last]
	printed := fmt.Sprintf("@ line %d", first+1)
	if from := farIn(old, new); from > 0 {
		printed += fmt.Sprintf(", from byte %d", from)
		old, new = slices.Clone(old), slices.Clone(new)
		old[0], new[0] = old[0][from:], new[0][from:]
	}
	out.line("%s", printed)
	printLines(out, "  ", b[max(0, first-around):first])
	printLines(out, "- ", old)
	printLines(out, "+ ", new)
	printLines(out, "  ", a[len(a)-last:min(len(a)-last+around, len(a))])
	return out.String()
}

// farIn returns where to start showing the first of the lines, if they only start to differ far in.
func farIn(old, new []string) int {
	if len(old) == 0 || len(new) == 0 {
		return 0
	}
	const before = 30 // equal bytes
	if same := commonPrefix([]byte(old[0]), []byte(new[0])); same > lineWidth/2 {
		return same - before
	}
	return 0
}

// printLines prints the first of the lines, each after the mark.
func printLines(out *printer, mark string, lines []string) {
	for i, line := range lines {
		if i == mostLines {
			out.line("%s... and %d more lines", mark, len(lines)-i)
			return
		}
		if text, ended := strings.CutSuffix(line, "\n"); ended {
			line = text
		} else if line == "" {
			continue // after the last line break there is nothing
		} else {
			line += " (no line break)"
		}
		if len(line) > lineWidth {
			line = line[:lineWidth] + fmt.Sprintf("... and %d more bytes", len(line)-lineWidth)
		}
		out.line("%s%s", mark, line)
	}
}

// commonPrefix returns how many elements both start with.
func commonPrefix[T comparable](a, b []T) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// commonSuffix returns how many elements both end with.
func commonSuffix[T comparable](a, b []T) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
