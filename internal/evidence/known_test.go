package evidence

import (
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// chooser says the same of every closure.
type chooser struct{ can kindset.Candidates }

func (c chooser) Kinds(_ *coroutine.Name, _ coroutine.Place, into []coroutine.Kind) {
	for i := range into {
		into[i] = c.can.Kinds.Kind()
	}
}

func (c chooser) Candidates(_ *coroutine.Name, _ coroutine.Place, into []kindset.Candidates) {
	for i := range into {
		into[i] = c.can
	}
}

// TestCandidates has what the stack says of a closure decided among what the oracle says that it can be.
func TestCandidates(t *testing.T) {
	const (
		unknown = rustname.KindUnknown
		closure = rustname.KindClosure
		fn      = rustname.KindAsyncFn
		block   = rustname.KindAsyncBlock
	)
	set := func(kinds ...rustname.Kind) (s kindset.Set) {
		for _, kind := range kinds {
			s |= kindset.Of(kind)
		}
		return s
	}
	polled := []string{"app::f::{closure#0}", "<core::future::from_generator::GenFuture<app::f::{closure#0}> as core::future::future::Future>::poll"}
	blockOfF := append(polled[:2:2], "app::f") // f is on the stack, so it is no async fn
	cases := []struct {
		what      string
		stack     []string
		can       kindset.Candidates
		want      rustname.Kind
		grade     coroutine.Grade
		coroutine coroutine.Grade
	}{
		{"the stack says async, a block is the only one", polled, kindset.Candidates{Kinds: set(block, closure)}, block, coroutine.Proven, coroutine.Proven},
		{"the stack says nothing", polled[:1], kindset.Candidates{Kinds: set(block, closure)}, unknown, coroutine.None, coroutine.None},
		{"the stack says nothing, one is likely", polled[:1], kindset.Candidates{Kinds: kindset.AnyAsync, Likely: fn}, fn, coroutine.Inferred, coroutine.Exact},
		{"the stack says nothing, all are async", polled[:1], kindset.Candidates{Kinds: kindset.AnyAsync}, rustname.KindAsync, coroutine.Exact, coroutine.Exact},
		{"the stack knows better than what is likely", blockOfF, kindset.Candidates{Kinds: kindset.AnyAsync, Likely: fn}, block, coroutine.Inferred, coroutine.Exact},
		{"the likely one is better than a guess", polled, kindset.Candidates{Kinds: kindset.AnyAsync, Likely: block}, block, coroutine.Inferred, coroutine.Exact},
		{"one alone", polled[:1], kindset.Candidates{Kinds: set(fn)}, fn, coroutine.Exact, coroutine.Exact},
		{"any", polled, kindset.Candidates{Kinds: kindset.Any}, fn, coroutine.Inferred, coroutine.Proven},
		{"a likely closure", polled[:1], kindset.Candidates{Kinds: kindset.Any, Likely: closure}, closure, coroutine.Inferred, coroutine.None},
	}
	for _, c := range cases {
		frames := make([]Frame, len(c.stack))
		for i, text := range c.stack {
			name, err := rustname.Read(text)
			if err != nil {
				t.Fatal(err)
			}
			frames[i].Facts = new(Facts)
			frames[i].Read(name)
			frames[i].Wanted = true
		}
		Classify(frames, chooser{c.can})
		if v := frames[0].Verdicts[0]; v.Kind != c.want || v.Grade != c.grade || v.Coroutine != c.coroutine {
			t.Errorf("%s: %s %s, coroutine %s: %s; want %s %s, coroutine %s", c.what, v.Kind, v.Grade, v.Coroutine,
				v.Evidence(frames), c.want, c.grade, c.coroutine)
		}
	}
}
