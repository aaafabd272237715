package main

// What each processor gets right, compared with the truth about each frame from debug information.

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// score counts frames and labels of all texts.
type score struct {
	application, lost int
	noise, noiseLeft  int // frames of others, outside the application's innermost frame
	where, whereLost  int // frames of an async runtime that the application's innermost frame called
	async             int // closures of the application that are async
	right, wrong      int // labels that say so, of closures that are async and that are not
	unnumbered        int // texts whose frames are not numbered from 0 on
}

func printScores(out io.Writer, records []record, outputs map[string]*sink) error {
	fmt.Fprintln(out, "| | application frames lost | frames lost of a runtime that the application called | other frames left around | async labels: right of those given, of all async | texts with gaps in the numbers |")
	fmt.Fprintln(out, "| --- | ---: | ---: | ---: | ---: | ---: |")
	for _, p := range peers {
		var s score
		texts := outputs[p.name].texts
		if len(texts) != len(records) {
			return fmt.Errorf("%s: %d texts of %d came out", p.name, len(texts), len(records))
		}
		for i, r := range records {
			if err := s.add(r, texts[i]); err != nil {
				return fmt.Errorf("text %d of %s: %w", i, p.name, err)
			}
		}
		fmt.Fprintf(out, "| %s | %d of %d | %d of %d | %d of %d (%.1f %%) | %d of %d, of %d | %d |\n", p.name, s.lost, s.application, s.whereLost, s.where,
			s.noiseLeft, s.noise, 100*float64(s.noiseLeft)/float64(max(s.noise, 1)), s.right, s.right+s.wrong, s.async, s.unnumbered)
	}
	fmt.Fprintln(out)
	return nil
}

// printed is a frame as printed in a text.
type printed struct{ name, key, number string }

// framesOf reads the frames of a text in the simplest way, so that it works for any peer. A key is what cleaning does not
// change in a frame: the name without labels, and the location.
func framesOf(text string) []printed {
	var frames []printed
	for _, m := range frameLines.FindAllStringSubmatch(text, -1) {
		name := rustname.Strip(m[2])
		frames = append(frames, printed{name: name, key: label.ReplaceAllString(name, "{closure") + " " + m[3], number: m[1]})
	}
	return frames
}

var frameLines = regexp.MustCompile(`(?m)^ *([0-9]+): +(.*)(?:\n +at (.*))?`)

var label = regexp.MustCompile(`\{(?:async|gen)[a-z-]*`)

// add compares a text with its cleaned form. Cleaning keeps the order of frames, so each remaining frame is the next one
// with its key.
func (s *score) add(r record, cleaned string) error {
	trace, err := stacktext.Find(r.text)
	if err != nil {
		return err
	}
	var before []printed
	for i := range trace.Frames {
		if f := &trace.Frames[i]; f.Omitted == 0 {
			before = append(before, framesOf(f.Of(r.text))...)
		}
	}
	after := framesOf(cleaned)
	if len(before) != len(r.frames) {
		return fmt.Errorf("%d frames, %d in truth", len(before), len(r.frames))
	}
	left := matched(before, after)
	innermost := slices.IndexFunc(r.frames, func(f corpus.FrameTruth) bool { return f.Application })
	if slices.ContainsFunc(before[:max(innermost, 0)], func(f printed) bool { return strings.Contains(f.name, "GenFuture<") }) {
		innermost = -1 // an async body is inlined into it, for which the truth has no frame
	}
	pivot := len(before)
	for i, truth := range r.frames {
		if truth.Application {
			pivot = min(pivot, i)
			s.application++
			if left[i] == nil {
				s.lost++
				continue
			}
			s.labels(left[i].name, truth.Name)
		} else if i < innermost && asyncRuntimes[truth.Crate] {
			s.where++
			if left[i] == nil {
				s.whereLost++
			}
		} else if i > pivot {
			s.noise++
			if left[i] != nil {
				s.noiseLeft++
			}
		}
	}
	if gaps(after) {
		s.unnumbered++
	}
	return nil
}

// asyncRuntimes are crates whose frames are where it happened, if the application called them.
var asyncRuntimes = map[string]bool{
	"tokio": true, "tokio_util": true, "async_std": true, "async_io": true, "futures_util": true, "futures_executor": true, "hyper": true, "rayon": true,
}

// matched returns what each frame became, nil if it was removed.
func matched(before, after []printed) []*printed {
	left := make([]*printed, len(before))
	at := len(before) - 1 // start at the outer end, where the application's frames differ most from the machinery
	for j := len(after) - 1; j >= 0; j-- {
		for i := at; i >= 0; i-- {
			if before[i].key == after[j].key {
				left[i], at = &after[j], i-1
				break
			}
		}
	}
	return left
}

// gaps reports whether a number is neither one more than the frame before nor the 0 that starts a stack.
func gaps(frames []printed) bool {
	next := 0
	for _, f := range frames {
		number, err := strconv.Atoi(f.number)
		if err != nil || number != next && number != 0 {
			return true
		}
		next = number + 1
	}
	return false
}

// labels compares the closures of an application frame with the truth.
func (s *score) labels(name, truth string) {
	want, got := closureWords(truth), closureWords(name)
	if len(want) != len(got) {
		return
	}
	for i := range want {
		isAsync, saysAsync := want[i] != "closure", got[i] != "closure"
		if isAsync {
			s.async++
		}
		switch {
		case saysAsync && isAsync:
			s.right++
		case saysAsync:
			s.wrong++
		}
	}
}

// closureWords returns the words of the closure segments of the name's own path.
func closureWords(text string) []string {
	name, err := rustname.Parse(text)
	if err != nil || name.Path == nil {
		return nil
	}
	var words []string
	for _, c := range name.Closures {
		if c.Path.Start != name.Path.Start {
			continue
		}
		kind := c.Said
		if kind == rustname.KindUnknown {
			kind = rustname.KindClosure
		}
		words = append(words, strings.ReplaceAll(kind.String(), "-", "_"))
	}
	return words
}
