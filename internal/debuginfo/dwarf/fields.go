package dwarf

import (
	"bytes"
	"encoding/binary"
)

// fieldReader reads one field after the other. Past the end of the data it sets short and returns zeros.
type fieldReader struct {
	data  []byte
	order binary.ByteOrder
	short bool
}

func (r *fieldReader) take(n int) []byte {
	if n > len(r.data) {
		r.short, r.data = true, nil
		return make([]byte, 8)
	}
	field := r.data[:n]
	r.data = r.data[n:]
	return field
}

// skip skips so many bytes. A file may ask for more than an int can hold.
func (r *fieldReader) skip(n uint64) {
	if n > uint64(len(r.data)) {
		r.short, r.data = true, nil
		return
	}
	r.data = r.data[n:]
}

func (r *fieldReader) uint8() uint8   { return r.take(1)[0] }
func (r *fieldReader) uint16() uint16 { return r.order.Uint16(r.take(2)) }
func (r *fieldReader) uint32() uint32 { return r.order.Uint32(r.take(4)) }
func (r *fieldReader) uint64() uint64 { return r.order.Uint64(r.take(8)) }

// text reads a string that ends with a zero.
func (r *fieldReader) text() string {
	text, rest, ended := bytes.Cut(r.data, []byte{0})
	if !ended {
		r.short, r.data = true, nil
		return ""
	}
	r.data = rest
	return string(text)
}

// number reads a number of variable length.
func (r *fieldReader) number() uint64 {
	value, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.short, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return value
}
