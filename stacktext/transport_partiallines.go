package stacktext

import (
	"slices"
	"sort"
	"strings"
)

// Partial lines: the container runtimes of Kubernetes split a line that is long, or was not finished in time, into several
// lines of the log. All but the last have a P where a full line has an F
// (https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md):
//
//	2024-05-01T10:00:01.1Z stderr P {"message":"   0: a::b\n   1: tokio::run
//	2024-05-01T10:00:01.1Z stderr F time::task\n"}
//
// The frame at the end of a partial line may go on in the next, where its rest cannot be told from other text. So it is not
// taken for a frame: nobody must remove half of one.

const longestTime = "2006-01-02T15:04:05.999999999-07:00"

var partialTags = [...]string{" stderr P ", " stdout P "}

// dropPartial drops the frames at the end of partial lines, and the stacks that have no others. Only a text whose first
// stack is in such a log has partial lines.
func (t *Trace) dropPartial() {
	if len(t.Stacks) == 0 || !inRuntimeLog(t.Text, t.Frames[t.Stacks[0].First].Start) {
		return
	}
	var partial []bool
	for _, tag := range partialTags {
		for at := 0; at < len(t.Text); {
			n := strings.Index(t.Text[at:], tag)
			if n < 0 {
				break
			}
			start := strings.LastIndexByte(t.Text[:at+n], '\n') + 1
			end, next := lineAt(t.Text, at+n)
			if isTime(t.Text[start : at+n]) {
				if partial == nil {
					partial = make([]bool, len(t.Frames))
				}
				t.markPartial(partial, Span{start, end})
			}
			at = next
		}
	}
	if slices.Contains(partial, true) {
		t.drop(partial)
	}
}

// inRuntimeLog reports whether a container runtime wrote the line with the offset.
func inRuntimeLog(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1:]
	time, _, ok := strings.Cut(line[:min(len(line), len(longestTime)+1)], " ")
	return ok && isTime(time)
}

// isTime reports whether a text is a time as a container runtime writes it.
func isTime(text string) bool {
	return len(text) >= len("2006-01-02T15:04:05Z") && len(text) <= len(longestTime) &&
		isDigit(text[0]) && text[4] == '-' && text[10] == 'T'
}

// markPartial marks the last frame that is in a partial line, even with its end alone, and those that were inlined into it.
func (t *Trace) markPartial(partial []bool, line Span) {
	next := sort.Search(len(t.Frames), func(i int) bool { return t.Frames[i].Start > line.End })
	if next == 0 || t.Frames[next-1].tail < line.Start {
		return
	}
	partial[next-1] = true
	if t.Frames[next-1].Number.Empty() {
		return
	}
	for ; next < len(t.Frames) && !partial[next] && t.Frames[next].Number.Empty(); next++ {
		partial[next] = true
	}
}

// drop drops the frames that are marked, and the stacks that have no others.
func (t *Trace) drop(marked []bool) {
	kept := t.Frames[:0]
	for i := range t.Stacks {
		s := &t.Stacks[i]
		first := len(kept)
		for frame := s.First; frame < s.End; frame++ {
			if !marked[frame] {
				kept = append(kept, t.Frames[frame])
			}
		}
		s.First, s.End = first, len(kept)
	}
	t.Frames = kept
	t.Stacks = slices.DeleteFunc(t.Stacks, func(s Stack) bool { return s.First == s.End })
}
