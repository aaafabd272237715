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

// Load returns the indexes of a file: those in an index file, or that of a program, which takes a second for each 20 MB
// of debug information. Progress is that of Build.
func Load(ctx context.Context, path string, progress func(float64)) ([]*Index, error) {
	file, err := readIndexFile(path)
	if err != nil {
		return nil, err
	}
	if file != nil {
		indexes, err := ReadIndexes(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return indexes, nil
	}
	program, err := Open(path)
	if err != nil {
		return nil, err
	}
	index, err := Build(ctx, program, progress)
	if err := errors.Join(err, program.Close()); err != nil {
		return nil, err
	}
	return []*Index{index}, nil
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
