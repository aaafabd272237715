package debuginfo

// The state machines of futures in an index, for those who inspect a program where it is not. A Collector never looks
// at them, so they stay compressed.

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrNoFutures is the error of an index that was made without them.
var ErrNoFutures = errors.New("the index does not have the states of futures: make it with --futures, or give the program")

// maxFutures bounds the state machines of an index, in bytes before compression. Those of a program with 20 MB of debug
// information were 0.4 MB.
const maxFutures = 256 << 20

// SetFutures adds the state machines of the program.
func (x *Index) SetFutures(futures []Future) error {
	var compressed bytes.Buffer
	compressor, err := flate.NewWriter(&compressed, flate.BestCompression)
	if err != nil {
		return err
	}
	if err := errors.Join(json.NewEncoder(compressor).Encode(futures), compressor.Close()); err != nil {
		return err
	}
	x.futures = compressed.Bytes()
	return nil
}

// Futures returns the state machines of the program, the biggest first.
func (x *Index) Futures() ([]Future, error) {
	if len(x.futures) == 0 {
		return nil, ErrNoFutures
	}
	var futures []Future
	text := io.LimitReader(flate.NewReader(bytes.NewReader(x.futures)), maxFutures)
	if err := json.NewDecoder(text).Decode(&futures); err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrDamagedIndex)
	}
	return futures, nil
}
