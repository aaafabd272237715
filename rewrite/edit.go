package rewrite

// From decisions to edits of the text.

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// edit writes the edits of one stack. Frames that share an index, as the backtrace crate prints inlined ones, still share
// one afterwards.
func (r *Rewriter) edit(frames []rules.Frame, edits []stacktext.Edit) {
	changed := false
	for i := range frames {
		changed = changed || frames[i].Removed
	}
	number, used := 0, false
	for i := range frames {
		f, e := &frames[i], &edits[i]
		if f.Numbered && used {
			number, used = number+1, false
		}
		switch {
		case f.Removed:
			e.Action = stacktext.Remove
		case f.Omitted == 0:
			f.Result = r.rules.NewName(f)
			e.Name = f.Result
			e.Renumber, e.Number = changed && !r.options.KeepNumbers, number
			used = true
		}
	}
	if changed && !r.options.NoElision {
		elide(frames, edits)
	}
}

// elide leaves one line for each run of omitted frames that has plumbing, or a frame cut for its length, in it. The line counts all frames of the run, so
// that it says how many frames are missing between its neighbours. An elision line that was already there is part of the
// run.
func elide(frames []rules.Frame, edits []stacktext.Edit) {
	for i := 0; i < len(frames); {
		end, total, gone, plumbing := i, 0, false, false
		for ; end < len(frames) && (frames[end].Removed || frames[end].Omitted > 0); end++ {
			f := &frames[end]
			total += max(f.Omitted, 1)
			gone = gone || f.Removed
			plumbing = plumbing || f.Removed && (f.Class.IsPlumbing() || f.Why == whyCut)
		}
		if plumbing || gone && i > 0 && end < len(frames) && frames[end].IsApartFrom(&frames[i-1]) {
			for j := i; j < end; j++ {
				edits[j] = stacktext.Edit{Action: stacktext.Remove}
			}
			edits[i] = stacktext.Edit{Action: stacktext.Elide, Omitted: total}
		}
		i = max(end, i+1)
	}
}
