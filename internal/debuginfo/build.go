package debuginfo

// From a program to its index.

import (
	"context"
	"path/filepath"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// Build reads the debug information of a file and returns the index of its closures. It calls progress from time to
// time with the share that was read, from 0 to 1, unless progress is nil. If the context ends first, the error is the
// context's.
func Build(ctx context.Context, file *symbols.File, progress func(float64)) (*Index, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	var index *Index
	err := file.Guard(func() (err error) {
		index, err = build(ctx, file, progress)
		return err
	})
	return index, err
}

func build(ctx context.Context, file *symbols.File, progress func(float64)) (*Index, error) {
	c := newCollector()
	c.origins = newOrigins(file)
	err := eachUnit(ctx, file, c.collect, func(share float64) { progress(share / 2) })
	if err != nil {
		return nil, err
	}
	c.addTypes()
	err = eachUnit(ctx, file, c.ambiguous().locate, func(share float64) { progress((1 + share) / 2) })
	if err != nil {
		return nil, err
	}
	index := c.index(Program{Name: filepath.Base(file.Path), BuildID: file.BuildID})
	for _, e := range c.byKey {
		if e.own {
			index.Own++
		}
	}
	if index.Own == 0 {
		index.Nothing = whyNothing(file, c.origins, c.named)
	}
	return index, nil
}

// eachUnit reads the units of Rust one after the other.
func eachUnit(
	ctx context.Context, file *symbols.File, read func(*dwarf.LazyUnit, *dwarf.Pages) error, progress func(float64),
) error {
	units, err := file.LazyUnits()
	if err != nil {
		return err
	}
	pages := &dwarf.Pages{Release: file.Release}
	for i := range units {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress(float64(i) / float64(len(units)))
		if !units[i].Rust {
			continue
		}
		if err := read(&units[i], pages); err != nil {
			return err
		}
	}
	file.Release()
	progress(1)
	return nil
}
