package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// printed is one frame as a text has it.
type printed struct {
	address uint64 // 0 in forms that have none
	name    string // without the hash and the disambiguators that only the alternate form prints
	full    string // with them
	omitted int    // for "[... omitted 3 frames ...]": how many
}

var (
	// "   4:     0x55abf0b31e46 - shapes::capture::capture::ha2fe4531589b639f"
	alternateLine = regexp.MustCompile(`^ *\d+: +0x([0-9a-f]+) - (.*)$`)
	// "   4: shapes::capture::capture"
	displayLine = regexp.MustCompile(`^ *\d+: (.*)$`)
	// `{ fn: "shapes::capture::capture", file: "./src/bin/shapes.rs", line: 16 }`. A name may hold quotes; the text that
	// follows a name cannot be part of one.
	debugElement = regexp.MustCompile(`\{ fn: (?:"(.*?)"|<unknown>)(?:, file: ".*?")?(?:, line: \d+)? \}`)
	omittedLine  = regexp.MustCompile(`^ +\[\.\.\. omitted (\d+) frames? \.\.\.\]$`)

	legacyHash    = regexp.MustCompile(`::h[0-9a-f]{16}$`)
	disambiguator = regexp.MustCompile(`\b\[[0-9a-f]{1,16}\]`) // not <[f64]>
	constantType  = regexp.MustCompile(`([<, ]-?(?:0x[0-9a-f]+|\d+))(?:[iu](?:8|16|32|64|128|size))\b`)
)

const (
	unknown     = "<unknown>"
	stackHeader = "stack backtrace:"
)

// readAlternate reads the `{:#}` form and what a panic prints with RUST_BACKTRACE=full.
func readAlternate(text string) []printed {
	var frames []printed
	for line := range strings.Lines(text) {
		match := alternateLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if match == nil {
			continue
		}
		address, err := strconv.ParseUint(match[1], 16, 64)
		if err != nil {
			continue
		}
		frames = append(frames, printed{address: address, name: plainName(match[2]), full: match[2]})
	}
	return frames
}

// plainName strips from a name what only the alternate form prints: legacy's hash, v0's crate disambiguators and the
// types of constant arguments.
func plainName(name string) string {
	name = legacyHash.ReplaceAllString(name, "")
	name = disambiguator.ReplaceAllString(name, "")
	return constantType.ReplaceAllString(name, "$1")
}

// readDisplay reads the `{}` form and what a panic prints with RUST_BACKTRACE=1, where the message comes first
// and may look like frames.
func readDisplay(text string) []printed {
	var frames []printed
	inMessage := strings.Contains(text, stackHeader)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == stackHeader:
			inMessage = false
			continue
		case strings.HasPrefix(line, "thread '"):
			inMessage = true
		}
		if inMessage {
			continue
		}
		if match := displayLine.FindStringSubmatch(line); match != nil {
			frames = append(frames, printed{name: match[1]})
		} else if match := omittedLine.FindStringSubmatch(line); match != nil {
			count, _ := strconv.Atoi(match[1])
			frames = append(frames, printed{omitted: count})
		}
	}
	return frames
}

// readDebug reads the `{:?}` and `{:#?}` forms.
func readDebug(text string) []printed {
	var frames []printed
	for _, match := range debugElement.FindAllStringSubmatch(text, -1) {
		name := match[1]
		if name == "" {
			name = unknown
		}
		frames = append(frames, printed{name: name})
	}
	return frames
}

// align finds each frame of a form among the frames of the alternate form. Both are in the same order; std leaves out
// frames at the inner end, null addresses, frames without a symbol, and in a panic's text the frames that it counts as
// omitted. So align starts at the outer end and matches each frame with the next of its name.
func align(form, alternate []printed) (rows []int, err error) {
	next := len(alternate) - 1
	for _, frame := range slices.Backward(form) {
		if frame.omitted > 0 {
			next -= frame.omitted
			continue
		}
		for next >= 0 && alternate[next].name != frame.name {
			next--
		}
		if next < 0 {
			return nil, fmt.Errorf("%q is not in the full text", frame.name)
		}
		rows = append(rows, next)
		next--
	}
	slices.Reverse(rows)
	return rows, nil
}

// withoutArguments removes the generic arguments from a name: "<a::B<C>>::d::<E>" becomes "<a::B>::d::". The ">" of a
// function type's "->" closes nothing.
func withoutArguments(name string) string {
	var b strings.Builder
	depth := 0
	for i := range len(name) {
		switch {
		case name[i] == '<' && (depth > 0 || i > 0 && isPathEnd(name[i-1])):
			depth++
		case name[i] == '>' && depth > 0 && name[i-1] != '-':
			depth--
		case depth == 0:
			b.WriteByte(name[i])
		}
	}
	return b.String()
}

// isPathEnd reports whether "<" after this byte opens arguments rather than a qualified path.
func isPathEnd(c byte) bool {
	return c == '_' || c == ':' || c == '}' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
