// Package profilefile cleans profiles that are files: OTLP in protobuf and in JSON, pprof and folded stacks, each
// compressed with gzip or not.
//
// In goes what a file holds; out comes the same in the same format, cleaned as package processor cleans a batch. OTLP is a
// batch; the stacks of other formats are built as profiles.Tables, on which the same code decides, and what they become is
// written into the file as it came. Start at Read and File.Clean; view.go writes stacks out for people.
package profilefile

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// ErrNotProfile says that a file is no profile of any of the formats.
var ErrNotProfile = errors.New("no profile")

// maxUnzipped bounds what a compressed file may hold: a few bytes can stand for any number.
const maxUnzipped = 1 << 30

// File is a profile that was read.
type File struct {
	content
	format string
	raw    []byte // as it came
	zipped bool
}

// content is a profile in one of the formats.
type content interface {
	// tables returns the stacks, and users who has them.
	tables() *profiles.Tables
	users(p *processor.Processor) *profiles.Users
	// clean returns the profile in its own format, cleaned, and nil where that changes nothing.
	clean(p *processor.Processor) ([]byte, error)
	// Types returns what was measured, at least one thing.
	Types() []ValueType
	// DefaultType returns which of the types is meant where none is named.
	DefaultType() int
	// samples returns the stack of each sample, and what was measured there of each type; this is no more true for the next one.
	samples(p *processor.Processor) iter.Seq2[use, []int64]
}

// ValueType is something that was measured, such as cpu in nanoseconds.
type ValueType struct{ Type, Unit string }

func (t ValueType) String() string {
	if t.Unit == "" {
		return t.Type
	}
	return t.Type + "/" + t.Unit
}

// formats are the formats by what files of them hold. The first that does not say that a file is another's has it.
var formats = []struct {
	name   string
	binary bool
	read   func(data []byte) (content, error)
}{
	{"OTLP in JSON", false, readOTLPJSON},
	{"folded stacks", false, readFolded},
	{"OTLP in protobuf", true, readOTLP},
	{"pprof", true, readPprof},
}

// Read reads a profile. The format is told by the data; ErrNotProfile says that it is of none.
func Read(raw []byte) (*File, error) {
	data, zipped, err := unzip(raw)
	if err != nil {
		return nil, err
	}
	for _, format := range formats {
		c, err := format.read(data)
		if errors.Is(err, ErrNotProfile) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", format.name, err)
		}
		return &File{content: c, format: format.name, raw: raw, zipped: zipped}, nil
	}
	return nil, ErrNotProfile
}

// Format says which format the file has.
func (f *File) Format() string {
	if f.zipped {
		return f.format + ", compressed"
	}
	return f.format
}

// Binary reports whether the file is nothing for a terminal.
func (f *File) Binary() bool {
	for _, format := range formats {
		if format.name == f.format {
			return f.zipped || format.binary
		}
	}
	return true
}

// Clean returns the file cleaned; byte for byte as it came where that changes nothing.
func (f *File) Clean(p *processor.Processor) ([]byte, error) {
	data, err := f.clean(p)
	switch {
	case err != nil:
		return nil, err
	case data == nil:
		return f.raw, nil
	case f.zipped:
		return zip(data)
	}
	return data, nil
}

// unzip returns what gzip compressed, and data that it did not as it is.
func unzip(raw []byte) (data []byte, zipped bool, err error) {
	if !bytes.HasPrefix(raw, []byte{0x1f, 0x8b}) {
		return raw, false, nil
	}
	reader, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, true, ErrNotProfile
	}
	data, err = io.ReadAll(io.LimitReader(reader, maxUnzipped+1))
	if err != nil {
		return nil, true, fmt.Errorf("gzip: %w", err)
	}
	if len(data) > maxUnzipped {
		return nil, true, fmt.Errorf("gzip: more than %d bytes", maxUnzipped)
	}
	return data, true, nil
}

func zip(data []byte) ([]byte, error) {
	var zipped bytes.Buffer
	writer := gzip.NewWriter(&zipped)
	if _, err := writer.Write(data); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return zipped.Bytes(), nil
}
