package debuginfo

// From a program to its index.

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// Options are what else Build is given. Sources are for programs without debug information.
type Options struct {
	// Sources are directories with the program's sources, as its paths are relative to them. The sources of packages are
	// found where their paths say.
	Sources []string
	// NoSources leaves all sources unread.
	NoSources bool
	Lock      string // the path of the program's Cargo.lock, "" if it is not given
	// Warn is called with what was given and could not be used, unless it is nil.
	Warn func(what string)
}

func (o *Options) warn(what string) {
	if o.Warn != nil {
		o.Warn(what)
	}
}

// Build reads the debug information of a file, or if that says nothing of the program its code, and returns the index of its
// closures. It calls progress from time to time with the share that was read, from 0 to 1, unless progress is nil. If the
// context ends first, the error is the context's.
func Build(ctx context.Context, file *symbols.File, options Options, progress func(float64)) (*Index, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	var index *Index
	err := file.Guard(func() (err error) {
		known, err := packagesOf(file, options)
		if err != nil {
			return err
		}
		if index, err = build(ctx, file, progress); err != nil {
			return err
		}
		if index.Own == 0 {
			kinds, err := kindsByAddress(ctx, file)
			if err != nil {
				return err
			}
			if index, err = buildFromCode(ctx, file, options, beside{known, kinds}, index); err != nil {
				return err
			}
		}
		if index.Nothing != nil && file.NoInfo() != nil {
			return file.NoInfo()
		}
		known.apply(index.crates)
		return nil
	})
	return index, err
}

// BuildFromCode returns the index that Build makes of a program without debug information, whether it has some or not.
func BuildFromCode(ctx context.Context, file *symbols.File, options Options) (*Index, error) {
	var index *Index
	err := file.Guard(func() error {
		known, err := packagesOf(file, options)
		if err != nil {
			return err
		}
		index, err = buildFromCode(ctx, file, options, beside{packages: known}, &Index{Program: programOf(file)})
		return err
	})
	return index, err
}

// packagesOf returns what cargo wrote down of the program's packages, in a file that is given or in the program.
func packagesOf(file *symbols.File, options Options) (packages, error) {
	if options.Lock != "" {
		return readLock(options.Lock)
	}
	return readAudit(file.Program())
}

// build reads debug information.
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
	index := c.index(programOf(file))
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

func programOf(file *symbols.File) Program {
	return Program{Name: filepath.Base(file.Path), BuildID: file.BuildID}
}

// beside is what is known of a program besides its code.
type beside struct {
	packages packages
	kinds    map[uint64]coroutine.Kind // of closures, by where their code starts
}

// buildFromCode reads the program's code. If that says nothing of the program either, it returns what debug information
// says.
func buildFromCode(ctx context.Context, file *symbols.File, options Options, given beside, before *Index) (*Index, error) {
	functions, err := file.Symbols()
	if err != nil || len(functions) == 0 {
		return before, err
	}
	program, err := machinecode.Read(file.Program(), functions)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var changed []string
	r := codeReader{program: program, known: given.kinds, crates: crateVotes{packages: given.packages}}
	if !options.NoSources {
		r.sources = newSources(options.Sources)
		r.crates.sources = r.sources
		changed = r.sources.forgetChanged(program.Functions)
		for _, name := range changed {
			options.warn(name + ": not the file that the program was made of, so it is not used")
		}
	}
	program.EachPointer(file.Program(), r.addPointer)
	r.read()
	index := r.index(programOf(file))
	if index.Own == 0 && index.Bodies() == 0 {
		return before, nil
	}
	missing := slices.DeleteFunc(r.ownWithoutSource(), func(name string) bool { return slices.Contains(changed, name) })
	if len(missing) > 0 && !options.NoSources {
		options.warn(fmt.Sprintf("source files not found: %d, such as %s; labels that depend on them are inferred, not exact; "+
			"use --source DIR to say where they are", len(missing), missing[0]))
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
