package rewrite

// From decisions to edits of the text.

import "github.com/rustasyncprocessor/rustasyncprocessor/stacktext"

// edit writes the edits of one stack. Frames that share an index, as the backtrace crate prints inlined ones,
// share one after it too.
func (r *Rewriter) edit(frames []frame, edits []stacktext.Edit) {
	changed := false
	for i := range frames {
		changed = changed || frames[i].removed
	}
	number, used := 0, false
	for i := range frames {
		f, e := &frames[i], &edits[i]
		if f.numbered && used {
			number, used = number+1, false
		}
		switch {
		case f.removed:
			e.Action = stacktext.Remove
		case f.omitted == 0:
			f.result = r.newName(f)
			e.Name = f.result
			e.Renumber, e.Number = changed && !r.options.KeepNumbers, number
			used = true
		}
	}
	if changed && r.options.Elision {
		elide(frames, edits)
	}
}

// elide leaves one line for each run of frames that are not shown and among which is plumbing. It tells of all
// frames of the run, so that it says how many frames lie between the two around it. A line that was there before
// is part of the run.
func elide(frames []frame, edits []stacktext.Edit) {
	for i := 0; i < len(frames); {
		end, total, gone, plumbing := i, 0, false, false
		for ; end < len(frames) && (frames[end].removed || frames[end].omitted > 0); end++ {
			f := &frames[end]
			total += max(f.omitted, 1)
			gone = gone || f.removed
			plumbing = plumbing || f.removed && isPlumbing(f.class)
		}
		if plumbing || gone && end < len(frames) && isLoneGenerator(&frames[end]) {
			for j := i; j < end; j++ {
				edits[j] = stacktext.Edit{Action: stacktext.Remove}
			}
			edits[i] = stacktext.Edit{Action: stacktext.Elide, Omitted: total}
		}
		i = max(end, i+1)
	}
}

// isLoneGenerator reports whether the frame is a GenFuture::poll that is kept since nothing else is left of its
// async body. A line before it keeps it from being taken for that of the frame above, which lost its own.
func isLoneGenerator(f *frame) bool { return f.row == rowGeneratorFn && f.class == Generator }
