package debuginfo

// From a program to its index.

import (
	"context"
	"path/filepath"
)

// releaseEvery is how many units are read before the memory that their pages take is given back.
const releaseEvery = 64

// Build reads the debug information of a file and returns the index of its closures. Progress is called from time to
// time with the share that was read, from 0 to 1; nil tells nobody. The error is the context's when that ends before.
func Build(ctx context.Context, file *File, progress func(float64)) (*Index, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	var index *Index
	err := guarded(file.Path, func() (err error) {
		index, err = file.index(ctx, progress)
		return err
	})
	return index, err
}

func (f *File) index(ctx context.Context, progress func(float64)) (*Index, error) {
	c := newCollector()
	err := f.eachUnit(ctx, c.collect, func(share float64) { progress(share / 2) })
	if err != nil {
		return nil, err
	}
	c.addTypes()
	err = f.eachUnit(ctx, c.ambiguous().locate, func(share float64) { progress((1 + share) / 2) })
	if err != nil {
		return nil, err
	}
	return c.index(Program{Name: filepath.Base(f.Path), BuildID: f.BuildID}), nil
}

// eachUnit reads the units of Rust one after the other.
func (f *File) eachUnit(ctx context.Context, read func(*Unit) error, progress func(float64)) error {
	for i, unit := range f.Units {
		if i%releaseEvery == 0 {
			f.Release()
			progress(float64(i) / float64(len(f.Units)))
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if !unit.Rust {
			continue
		}
		if err := read(unit); err != nil {
			return err
		}
	}
	f.Release()
	progress(1)
	return nil
}
