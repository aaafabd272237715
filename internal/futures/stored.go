package futures

// Futures in index files, to inspect a program elsewhere. They stay compressed until then.

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// ErrNotStored is the error of an index that was made without futures.
var ErrNotStored = errors.New("the index does not have the states of futures: make it with --futures, or pass the program")

// maxStored limits the futures of an index, in bytes before compression. A program with 20 MB of debug information had
// 0.4 MB of them.
const maxStored = 256 << 20

// Load returns the futures of a program, or of the programs in an index file, the biggest of each program first.
func Load(path string) ([]Future, error) {
	indexes, err := debuginfo.LoadIndexes(path)
	if err != nil {
		return nil, err
	}
	if indexes == nil {
		program, err := symbols.Open(path)
		if err != nil {
			return nil, err
		}
		futures, err := Inspect(program)
		return futures, errors.Join(err, program.Close())
	}
	var all []Future
	for _, x := range indexes {
		futures, err := stored(x)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, futures...)
	}
	return all, nil
}

// Store adds the futures of the program to its index.
func Store(in *debuginfo.Index, futures []Future) error {
	var compressed bytes.Buffer
	compressor, err := flate.NewWriter(&compressed, flate.BestCompression)
	if err != nil {
		return err
	}
	if err := errors.Join(json.NewEncoder(compressor).Encode(futures), compressor.Close()); err != nil {
		return err
	}
	in.Futures = compressed.Bytes()
	return nil
}

// stored returns the futures in an index.
func stored(in *debuginfo.Index) ([]Future, error) {
	if len(in.Futures) == 0 {
		return nil, ErrNotStored
	}
	var futures []Future
	text := io.LimitReader(flate.NewReader(bytes.NewReader(in.Futures)), maxStored)
	if err := json.NewDecoder(text).Decode(&futures); err != nil {
		return nil, fmt.Errorf("%w: %w", err, debuginfo.ErrDamagedIndex)
	}
	return futures, nil
}
