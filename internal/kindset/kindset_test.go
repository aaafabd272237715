package kindset_test

import (
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

func TestKindSet(t *testing.T) {
	for kind := range coroutine.Kind(rustname.Kinds) {
		if got := kindset.Of(kind).Kind(); got != kind {
			t.Errorf("the set of %s is %s", kind, got)
		}
	}
	if got := kindset.Set(0).Kind(); got != rustname.KindUnknown {
		t.Errorf("no kind is %s", got)
	}
	both := kindset.Of(rustname.KindAsyncFn) | kindset.Of(rustname.KindAsyncBlock)
	if got := both.Kind(); got != rustname.KindAsync {
		t.Errorf("fn or block is %s", got)
	}
	if got := both.Without(rustname.KindAsyncFn).Kind(); got != rustname.KindAsyncBlock {
		t.Errorf("fn or block, and no fn, is %s", got)
	}
	if got := (both | kindset.Of(rustname.KindClosure)).Kind(); got != rustname.KindUnknown {
		t.Errorf("fn, block or closure is %s", got)
	}
}

func TestJoinOfCandidates(t *testing.T) {
	one := func(kind coroutine.Kind) kindset.Candidates {
		return kindset.Candidates{Kinds: kindset.Of(kind)}
	}
	likely := func(kind coroutine.Kind) kindset.Candidates {
		return kindset.Candidates{Kinds: kindset.AnyAsync, Likely: kind}
	}
	fn, block := rustname.KindAsyncFn, rustname.KindAsyncBlock
	for _, c := range []struct{ a, b, want kindset.Candidates }{
		{kindset.Candidates{}, one(fn), one(fn)},
		{one(fn), kindset.Candidates{}, one(fn)},
		{one(fn), one(fn), one(fn)},
		{one(fn), one(block), kindset.Candidates{Kinds: one(fn).Kinds | one(block).Kinds}},
		{one(fn), likely(fn), likely(fn)},
		{one(block), likely(fn), kindset.Candidates{Kinds: kindset.AnyAsync}},
	} {
		if got := c.a.Join(c.b); got != c.want {
			t.Errorf("%+v and %+v are %+v, want %+v", c.a, c.b, got, c.want)
		}
	}
}
