package debuginfo

// From a program to its index.

import (
	"context"
	"debug/dwarf"
	"path/filepath"
)

// releaseEvery is how many bytes of entries are read before the memory that the file's pages take is given back. It is
// small, since the texts that entries refer to are spread over all of .debug_str, and each brings its neighbors.
const releaseEvery = 1 << 14

// meter gives memory back as a walk goes on.
type meter struct {
	file *File
	last dwarf.Offset
}

// at is told how far the walk is.
func (m *meter) at(offset dwarf.Offset) {
	if offset < m.last || offset > m.last+releaseEvery {
		m.file.Release()
		m.last = offset
	}
}

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
	c.origins = f.origins()
	err := f.eachUnit(ctx, c.collect, func(share float64) { progress(share / 2) })
	if err != nil {
		return nil, err
	}
	c.addTypes()
	err = f.eachUnit(ctx, c.ambiguous().locate, func(share float64) { progress((1 + share) / 2) })
	if err != nil {
		return nil, err
	}
	index := c.index(Program{Name: filepath.Base(f.Path), BuildID: f.BuildID})
	for _, e := range c.byKey {
		if e.own {
			index.Own++
		}
	}
	if index.Own == 0 {
		index.Nothing = f.whyNothing(c.origins, c.named)
	}
	return index, nil
}

// eachUnit reads the units of Rust one after the other.
func (f *File) eachUnit(ctx context.Context, read func(*leanUnit, *meter) error, progress func(float64)) error {
	units, err := f.lean()
	if err != nil {
		return err
	}
	m := &meter{file: f}
	for i := range units {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(float64(i) / float64(len(units)))
		if !units[i].Rust {
			continue
		}
		if err := read(&units[i], m); err != nil {
			return err
		}
	}
	f.Release()
	progress(1)
	return nil
}
