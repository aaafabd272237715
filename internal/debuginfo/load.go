package debuginfo

// From a path to indexes, whether it is the path of an index file, of a program or of its debug information.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// maxIndexFile bounds the index files that are read, in bytes.
const maxIndexFile = 256 << 20

// Loaded is what a file says.
type Loaded struct {
	Indexes []*Index
	Program *symbols.File // the open program, nil for an index file

	stamps []symbols.FileStamp // of all files that this depends on
}

// Load reads a file: an index file, or a program, which takes a second for each 20 MB of debug information. It calls
// progress like Build.
func Load(ctx context.Context, path string, progress func(float64)) (loaded Loaded, err error) {
	loaded.stamps = []symbols.FileStamp{symbols.StampOf(path)} // before it is read, so that a change meanwhile shows
	indexes, err := LoadIndexes(path)
	if err != nil || indexes != nil {
		loaded.Indexes = indexes
		return loaded, err
	}
	program, stamps, err := symbols.OpenProgram(path)
	loaded.stamps = append(loaded.stamps, stamps...)
	if err != nil {
		return loaded, err
	}
	index, err := Build(ctx, program, Options{NoSources: true}, progress)
	if err != nil {
		return loaded, errors.Join(err, program.Close())
	}
	loaded.Indexes, loaded.Program = []*Index{index}, program
	return loaded, nil
}

// LoadIndexes reads a file if it is an index file; for any other file, it returns nil.
func LoadIndexes(path string) ([]*Index, error) {
	file, err := readIndexFile(path)
	if file == nil {
		return nil, err
	}
	indexes, err := ReadIndexes(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return indexes, nil
}

// readIndexFile returns the content of an index file, nil for any other file.
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

// hasMagic reports whether a file begins as an index or a program does.
func hasMagic(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }() // it was only read
	start := make([]byte, len(indexMagic))
	n, _ := io.ReadFull(file, start)
	return IsIndex(start[:n]) || object.HasMagic(start[:n])
}
