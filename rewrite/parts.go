package rewrite

// Texts that belong together, such as the elements of an array: each may be a text of its own, or one of the lines or
// frames of a single text.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// Parts cleans texts that belong together. If a stack spans several of them they are cleaned as one text: parts of which
// nothing is left are removed, the others stay separate, and there is one report. Otherwise there is one report for each
// part, or none if all are NotRust.
//
// Cleaning the result again changes nothing. Where that cannot be guaranteed, the parts come back as they are, with one
// report.
func (r *Rewriter) Parts(parts []string) ([]string, []Report) {
	cleaned, reports := r.cleanParts(parts)
	if slices.Equal(cleaned, parts) {
		return parts, reports
	}
	if again, _ := r.cleanParts(cleaned); !slices.Equal(again, cleaned) {
		return parts, []Report{reportAmbiguous}
	}
	return cleaned, reports
}

// cleanParts is one pass over parts.
func (r *Rewriter) cleanParts(parts []string) ([]string, []Report) {
	if cleaned, report, ok := r.cleanTogether(parts); ok {
		return cleaned, []Report{report}
	}
	cleaned, reports := slices.Clone(parts), []Report(nil)
	for i, part := range parts {
		text, report := r.Text(part)
		if report.Outcome == NotRust {
			continue
		}
		if reports == nil {
			reports = make([]Report, len(parts)) // they are large, and most arrays hold no stack
		}
		cleaned[i], reports[i] = text, report
	}
	return cleaned, reports
}

// cleanTogether is one pass over parts as one text. It is not ok if no stack spans several.
func (r *Rewriter) cleanTogether(parts []string) ([]string, Report, bool) {
	if len(parts) < 2 {
		return nil, Report{}, false
	}
	text := join(parts)
	if _, report := r.Text(text); report.Outcome == NotRust {
		return nil, Report{}, false // cheap for a text seen before: it is cached
	}
	s := scratches.Get().(*scratch)
	defer s.release()
	ends := endsOf(parts)
	if err := s.trace.Read(text); err != nil || !s.goesOver(ends) {
		return nil, Report{}, false
	}
	report, err := r.trace(s)
	if err != nil {
		return parts, reportError(err), true
	}
	if r.options.Explain {
		r.explain(s, &report)
	}
	cleaned := whatIsLeft(parts, s.trace.PrintParts(s.edits, ends))
	if !slices.Equal(cleaned, parts) {
		report.Outcome = Cleaned
	}
	return cleaned, report, true
}

// join returns the parts as one text, each with a line break at its end. It leaves out blank ones: they may be between
// frames, where a blank line would end the stack.
func join(parts []string) string {
	size := 0
	for _, part := range parts {
		size += len(part) + 1
	}
	var text strings.Builder
	text.Grow(size)
	for _, part := range parts {
		if blank(part) {
			continue
		}
		text.WriteString(part)
		if !strings.HasSuffix(part, "\n") {
			text.WriteByte('\n')
		}
	}
	return text.String()
}

// endsOf returns where each part ends in the joined text.
func endsOf(parts []string) []int {
	ends := make([]int, len(parts))
	end := 0
	for i, part := range parts {
		if !blank(part) {
			end += len(part)
			if !strings.HasSuffix(part, "\n") {
				end++
			}
		}
		ends[i] = end
	}
	return ends
}

func blank(part string) bool { return strings.TrimSpace(part) == "" }

// goesOver reports whether a stack or a frame spans several parts.
func (s *scratch) goesOver(ends []int) bool {
	part := 0
	for _, stack := range s.trace.Stacks {
		for i := stack.First; i < stack.End; i++ {
			f, before := &s.trace.Frames[i], part
			for f.Start >= ends[part] {
				part++
			}
			goesOn := i > stack.First && part > before && !s.startsAnew(stack, i, ends[part])
			if goesOn || f.End > ends[part] {
				return true
			}
		}
	}
	return false
}

// startsAnew reports whether the frame at the start of a part starts another stack. Two gdb stacks in a row are read as
// one, but the second starts at 0; and the frames that color-eyre hides above a stack are read as the end of the stack
// before.
func (s *scratch) startsAnew(stack stacktext.Stack, i, end int) bool {
	frames := s.trace.Frames
	for ; frames[i].Omitted > 0; i++ {
		if i+1 == len(frames) || frames[i+1].Start >= end {
			return false
		}
	}
	if i >= stack.End {
		return true
	}
	number := strings.TrimSpace(frames[i].Number.Of(s.trace.Text))
	return number != "" && strings.Trim(number, "0") == "" // some layouts have 00
}

// whatIsLeft returns the parts as printed, without those of which nothing is left and without the line breaks that join
// added.
func whatIsLeft(parts, printed []string) []string {
	left := make([]string, 0, len(parts))
	for i, part := range parts {
		if blank(part) {
			left = append(left, part)
		} else if p := endLike(part, printed[i]); p != "" {
			left = append(left, p)
		}
	}
	return left
}

// endLike returns a printed part, without a line break at its end unless the original part has one.
func endLike(part, printed string) string {
	if strings.HasSuffix(part, "\n") {
		return printed
	}
	printed = strings.TrimSuffix(printed, "\n")
	if strings.HasSuffix(part, "\r") {
		return printed
	}
	return strings.TrimSuffix(printed, "\r")
}
