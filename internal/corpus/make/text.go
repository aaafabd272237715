package main

import (
	"regexp"
	"strconv"
	"strings"
)

// printed is one frame as a text has it.
type printed struct {
	address uint64 // 0 in the forms that have none
	name    string // without the hash and the disambiguators that only the alternate form prints
	hash    string // legacy's hash, in the alternate form
	omitted int    // for "[... omitted 3 frames ...]": how many
}

var (
	// "   4:     0x55abf0b31e46 - shapes::capture::capture::ha2fe4531589b639f"
	alternateLine = regexp.MustCompile(`^ *\d+: +0x([0-9a-f]+) - (.*)$`)
	// "   4: shapes::capture::capture"
	displayLine = regexp.MustCompile(`^ *\d+: (.*)$`)
	// `{ fn: "shapes::capture::capture", file: "./src/bin/shapes.rs", line: 16 }`. A name may hold quotes, the
	// text that follows a name cannot be part of one.
	debugElement = regexp.MustCompile(`\{ fn: (?:"(.*?)"|<unknown>)(?:, file: ".*?")?(?:, line: \d+)? \}`)
	omittedLine  = regexp.MustCompile(`^ +\[\.\.\. omitted (\d+) frames? \.\.\.\]$`)

	legacyHash    = regexp.MustCompile(`::h([0-9a-f]{16})$`)
	disambiguator = regexp.MustCompile(`\[[0-9a-f]{1,16}\]`)
	constantType  = regexp.MustCompile(`([<, ]-?(?:0x[0-9a-f]+|\d+))(?:[iu](?:8|16|32|64|128|size))\b`)
)

const unknown = "<unknown>"

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
		frame := printed{address: address, name: match[2]}
		if hash := legacyHash.FindStringSubmatch(frame.name); hash != nil {
			frame.hash = hash[1]
		}
		frame.name = plainName(frame.name)
		frames = append(frames, frame)
	}
	return frames
}

// plainName takes from a name what only the alternate form prints: legacy's hash, v0's crate disambiguators and
// the types of constant arguments.
func plainName(name string) string {
	name = legacyHash.ReplaceAllString(name, "")
	name = disambiguator.ReplaceAllString(name, "")
	return constantType.ReplaceAllString(name, "$1")
}

// readDisplay reads the `{}` form and what a panic prints with RUST_BACKTRACE=1.
func readDisplay(text string) []printed {
	var frames []printed
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
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

// align finds each frame of a form among the frames of the alternate form. Both are in the same order; std
// leaves frames out at the inner end, null addresses, frames without a symbol, and in a panic's text those
// that it counts. Frames are therefore matched from the outer end, each with the next of its name.
func align(form, alternate []printed) (positions []int, matched bool) {
	positions = make([]int, len(form))
	next := len(alternate) - 1
	matched = true
	for i := len(form) - 1; i >= 0; i-- {
		positions[i] = -1
		if form[i].omitted > 0 {
			next -= form[i].omitted
			continue
		}
		at := next
		for at >= 0 && alternate[at].name != form[i].name {
			at--
		}
		if at < 0 {
			matched = false
			continue
		}
		positions[i] = at
		next = at - 1
	}
	return positions, matched
}
