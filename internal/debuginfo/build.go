package debuginfo

// From a program to its index.

import "path/filepath"

// releaseEvery is how many units are read before the memory that their pages take is given back.
const releaseEvery = 64

// Build reads the debug information of a file and returns the index of its closures. Progress is called from time to
// time with the share that was read, from 0 to 1; nil tells nobody.
func Build(file *File, progress func(float64)) (*Index, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	var index *Index
	err := guarded(file.Path, func() (err error) {
		index, err = file.index(progress)
		return err
	})
	return index, err
}

func (f *File) index(progress func(float64)) (*Index, error) {
	c := newCollector()
	err := f.eachUnit(c.collect, func(share float64) { progress(share / 2) })
	if err != nil {
		return nil, err
	}
	c.addTypes()
	err = f.eachUnit(c.ambiguous().locate, func(share float64) { progress((1 + share) / 2) })
	if err != nil {
		return nil, err
	}
	return c.index(Program{Name: filepath.Base(f.Path), BuildID: f.BuildID}), nil
}

// eachUnit reads the units of Rust one after the other.
func (f *File) eachUnit(read func(*Unit) error, progress func(float64)) error {
	for i, unit := range f.Units {
		if i%releaseEvery == 0 {
			f.Release()
			progress(float64(i) / float64(len(f.Units)))
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
