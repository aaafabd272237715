package debuginfo

// From a path to indexes, whether it is that of an index file, or of a program or its debug information.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxIndexFile bounds the index files that are read, in bytes.
const maxIndexFile = 256 << 20

// Loaded is what a file says.
type Loaded struct {
	Indexes []*Index
	Program *File // the open program, nil for an index file

	looked []glance // at all that this depends on
}

// Load reads a file: an index file, or a program, which takes a second for each 20 MB of debug information. Progress
// is that of Build.
func Load(ctx context.Context, path string, progress func(float64)) (loaded Loaded, err error) {
	loaded.looked = []glance{glanceAt(path)} // before it is read: what is written meanwhile makes it another
	file, err := readIndexFile(path)
	if err != nil {
		return loaded, err
	}
	if file != nil {
		if loaded.Indexes, err = ReadIndexes(file); err != nil {
			return loaded, fmt.Errorf("%s: %w", path, err)
		}
		return loaded, nil
	}
	program := &File{Path: path}
	err = program.open()
	loaded.looked = append(loaded.looked, program.looked...)
	if err != nil {
		return loaded, err
	}
	index, err := Build(ctx, program, progress)
	if err != nil {
		return loaded, errors.Join(err, program.Close())
	}
	loaded.Indexes, loaded.Program = []*Index{index}, program
	return loaded, nil
}

// LoadFutures returns the state machines of a program, or of those in an index file, the biggest of each first.
func LoadFutures(path string) ([]Future, error) {
	file, err := readIndexFile(path)
	if err != nil {
		return nil, err
	}
	if file == nil {
		program, err := Open(path)
		if err != nil {
			return nil, err
		}
		futures, err := Inspect(program)
		return futures, errors.Join(err, program.Close())
	}
	indexes, err := ReadIndexes(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var all []Future
	for _, x := range indexes {
		futures, err := x.Futures()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, futures...)
	}
	return all, nil
}

// readIndexFile returns what is in a file that is an index; nil for any other file.
func readIndexFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, err // a dSYM bundle is a directory
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	start := make([]byte, len(indexMagic))
	if n, _ := io.ReadFull(file, start); !IsIndex(start[:n]) {
		return nil, nil
	}
	rest, err := io.ReadAll(io.LimitReader(file, maxIndexFile+1))
	if err != nil {
		return nil, err
	}
	if len(rest) > maxIndexFile {
		return nil, fmt.Errorf("%s: an index of more than %d bytes", path, maxIndexFile)
	}
	return append(start, rest...), nil
}
