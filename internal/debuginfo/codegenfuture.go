package debuginfo

// Coroutines to rustc 1.63: the code of nearly all of them is in the poll of a GenFuture, whose v0 name says which it is.
//
//	<core::future::from_generator::GenFuture<app::f::{closure#0}> as core::future::future::Future>::poll

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// genFuture is a GenFuture's poll.
type genFuture struct {
	code     *machinecode.Function
	steps    []step
	closures []rustname.Closure // of the coroutine's path, outermost first
}

// addGenFuture takes up a function if it is a GenFuture's poll.
func (r *codeReader) addGenFuture(name *rustname.Name, code *machinecode.Function) {
	path := name.Path
	if len(code.Bodies) == 0 || path.Self == nil || path.Self.Path == nil || len(path.Segments) == 0 {
		return
	}
	self := path.Self.Path.Segments
	if len(self) == 0 || self[len(self)-1].Of(name.Text) != "GenFuture" || len(self[len(self)-1].Args) == 0 {
		return
	}
	body := self[len(self)-1].Args[0].Path
	if body == nil || len(body.Segments) == 0 || !body.Segments[len(body.Segments)-1].IsClosure {
		return
	}
	f := genFuture{code: code, steps: stepsOf(name, body)}
	for i := range name.Closures {
		if c := &name.Closures[i]; c.Path.Start == body.Start && c.Path.End <= body.End {
			f.closures = append(f.closures, *c)
		}
	}
	if len(f.closures) > 0 {
		r.futures = append(r.futures, f)
	}
}

// concludeGenFutures notes what the coroutines are that GenFutures run.
func (r *codeReader) concludeGenFutures() {
	for i := range r.futures {
		f := &r.futures[i]
		kinds := r.kindsOfGenFuture(f)
		for j, kind := range kinds {
			r.note(f.closures[len(f.closures)-len(kinds)+j].Key, byte(kind))
		}
	}
}

func (r *codeReader) kindsOfGenFuture(f *genFuture) []coroutine.Kind {
	for _, body := range f.code.Bodies {
		if source := r.sources.file(body.At.File); source != nil {
			if kinds, ok := matchChain(f.steps, chainAt(source, positionOf(body.At), true)); ok {
				return kinds
			}
		}
	}
	guessed := codeFunction{code: f.code, v0: true, closures: slices.Clone(f.closures)}
	return []coroutine.Kind{r.guess(&guessed, f.code.Bodies[0].Sort)}
}
