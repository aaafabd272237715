package stacktext

import (
	"slices"
	"sort"
	"strings"
)

// Parts of lines: the container runtimes of Kubernetes write a line that is long, or not yet ended, in parts, each in a line
// of the log. All but the last have a P where a full line has an F
// (https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md):
//
//	2024-05-01T10:00:01.1Z stderr P {"message":"   0: a::b\n   1: tokio::run
//	2024-05-01T10:00:01.1Z stderr F time::task\n"}
//
// The frame that a part ends in may go on in the next line, where it cannot be told from what else stands there. It is no
// frame then, so that no half of it goes.

const longestTime = "2006-01-02T15:04:05.999999999-07:00"

var partTags = [...]string{" stderr P ", " stdout P "}

// dropTorn drops the frames in which a part of a line ends, and the stacks that have no others. A text whose first stack
// does not stand in a line of such a log has no parts.
func (t *Trace) dropTorn() {
	if len(t.Stacks) == 0 || !inLog(t.Text, t.Frames[t.Stacks[0].First].Start) {
		return
	}
	var torn []bool
	for _, tag := range partTags {
		for at := 0; at < len(t.Text); {
			n := strings.Index(t.Text[at:], tag)
			if n < 0 {
				break
			}
			start := strings.LastIndexByte(t.Text[:at+n], '\n') + 1
			end, next := lineAt(t.Text, at+n)
			if isTime(t.Text[start : at+n]) {
				if torn == nil {
					torn = make([]bool, len(t.Frames))
				}
				t.markTorn(torn, Span{start, end})
			}
			at = next
		}
	}
	if slices.Contains(torn, true) {
		t.drop(torn)
	}
}

// inLog reports whether the offset is in a line that a container runtime wrote.
func inLog(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1:]
	time, _, ok := strings.Cut(line[:min(len(line), len(longestTime)+1)], " ")
	return ok && isTime(time)
}

// isTime reports whether a text is the time that a container runtime writes.
func isTime(text string) bool {
	return len(text) >= len("2006-01-02T15:04:05Z") && len(text) <= len(longestTime) &&
		isDigit(text[0]) && text[4] == '-' && text[10] == 'T'
}

// markTorn marks the last frame that starts in the part of a line, or starts before and reaches into it, and those that were
// inlined into it.
func (t *Trace) markTorn(torn []bool, part Span) {
	next := sort.Search(len(t.Frames), func(i int) bool { return t.Frames[i].Start > part.End })
	if next == 0 || t.Frames[next-1].tail < part.Start {
		return
	}
	torn[next-1] = true
	if t.Frames[next-1].Number.Empty() {
		return
	}
	for ; next < len(t.Frames) && !torn[next] && t.Frames[next].Number.Empty(); next++ {
		torn[next] = true
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
