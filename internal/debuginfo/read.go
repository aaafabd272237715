package debuginfo

// Reading index files; write.go says what is in them. Whatever the bytes are, reading ends with an index or an error.

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Errors of ReadIndexes.
var (
	ErrNotIndex     = errors.New("not an index of rustasync")
	ErrNewerIndex   = errors.New("written by a newer rustasync: update this one, or make the index again with it")
	ErrDamagedIndex = errors.New("damaged index: make it again")
)

// maxIndex bounds an index, in bytes before compression. It is room for a million names; a program with 60 MB of
// debug information had two thousand.
const maxIndex = 16 << 20

// IsIndex reports whether a file that starts with these bytes is an index, of whatever version.
func IsIndex(start []byte) bool { return bytes.HasPrefix(start, []byte(indexMagic)) }

// ReadIndexes reads an index file. The error wraps one of those above.
func ReadIndexes(file []byte) ([]*Index, error) {
	var indexes []*Index
	for first := true; first || len(file) > 0; first = false {
		body, rest, err := cutIndex(file)
		if err != nil {
			return nil, err
		}
		x, err := readBody(body)
		if err != nil {
			return nil, err
		}
		indexes, file = append(indexes, x), rest
	}
	return indexes, nil
}

// cutIndex returns the body of the first index of a file, and the rest of the file.
func cutIndex(file []byte) (body, rest []byte, err error) {
	if !IsIndex(file) {
		return nil, nil, ErrNotIndex
	}
	const header = 1 + sha256.Size + 4
	file = file[len(indexMagic):]
	switch {
	case len(file) > 0 && file[0] > indexVersion:
		return nil, nil, fmt.Errorf("version %d: %w", file[0], ErrNewerIndex)
	case len(file) < header || file[0] != indexVersion:
		return nil, nil, fmt.Errorf("its header is cut off: %w", ErrDamagedIndex)
	}
	checksum, length := file[1:1+sha256.Size], binary.LittleEndian.Uint32(file[1+sha256.Size:])
	file = file[header:]
	if uint64(length) > uint64(len(file)) {
		return nil, nil, fmt.Errorf("%d bytes of %d: %w", len(file), length, ErrDamagedIndex)
	}
	body, rest = file[:length], file[length:]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], checksum) {
		return nil, nil, fmt.Errorf("checksum: %w", ErrDamagedIndex)
	}
	return body, rest, nil
}

func readBody(body []byte) (*Index, error) {
	parts, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(body)), maxIndex+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrDamagedIndex)
	}
	if len(parts) > maxIndex {
		return nil, fmt.Errorf("more than %d bytes: %w", maxIndex, ErrDamagedIndex)
	}
	d := decoder{rest: parts}
	x := d.index()
	if d.damaged || len(d.rest) > 0 {
		return nil, ErrDamagedIndex
	}
	return x, nil
}

// decoder takes numbers and texts from the start of rest. What cannot be read is 0 or "", and damaged is set.
type decoder struct {
	rest    []byte
	damaged bool
}

func (d *decoder) index() *Index {
	x := &Index{Program: Program{Name: d.text(), BuildID: d.text(), Service: d.text(), Version: d.text()}}
	words := make([]coroutine.Kind, d.count(1))
	for i := range words {
		words[i] = kindOf(d.text())
	}
	x.lists = make([]kinds, d.count(1))
	for i := range x.lists {
		x.lists[i] = d.kinds(words)
	}
	d.names(x)
	x.homonyms = make([]homonym, d.count(3))
	for i := range x.homonyms {
		x.homonyms[i] = d.homonym(x)
	}
	x.macros = d.keys()
	x.futures = []byte(d.text())
	for _, value := range x.names {
		d.check(value < int32(len(x.lists)) && ^value < int32(len(x.homonyms)))
	}
	return x
}

// kindOf returns the kind of a word; Unknown for one that a later version may write.
func kindOf(word string) coroutine.Kind {
	for kind := range rustname.Kinds {
		if coroutine.Kind(kind).String() == word {
			return coroutine.Kind(kind)
		}
	}
	return rustname.KindUnknown
}

func (d *decoder) kinds(words []coroutine.Kind) kinds {
	list := []byte(d.text())
	for i, word := range list {
		if int(word) >= len(words) {
			d.damaged = true
			return ""
		}
		list[i] = byte(words[word])
	}
	return kinds(list)
}

func (d *decoder) names(x *Index) {
	n := d.count(2)
	x.names = make(map[nameKey]int32, n)
	key := uint64(0)
	for range n {
		key += d.unsigned()
		d.check(key < 1<<keyBits)
		x.names[nameKey(key)] = d.signed()
	}
}

func (d *decoder) keys() map[nameKey]bool {
	n := d.count(1)
	keys := make(map[nameKey]bool, n)
	key := uint64(0)
	for range n {
		key += d.unsigned()
		d.check(key < 1<<keyBits)
		keys[nameKey(key)] = true
	}
	return keys
}

func (d *decoder) homonym(x *Index) homonym {
	h := homonym{lists: make([]int32, d.count(1))}
	d.check(len(h.lists) > 0)
	for i := range h.lists {
		h.lists[i] = d.list(x)
		d.check(h.lists[i] != undecided)
	}
	n := d.count(2)
	h.marks = make(map[mark]int32, n)
	for range n {
		number := d.unsigned()
		m := mark(number)
		d.check(number == uint64(m))
		h.marks[m] = d.list(x)
		d.check(h.marks[m] != undecided)
	}
	h.files = make([]fileRuns, d.count(2))
	for i := range h.files {
		h.files[i] = d.file(x)
	}
	return h
}

func (d *decoder) file(x *Index) fileRuns {
	f := fileRuns{file: d.text()}
	f.runs = make([]run, d.count(5))
	line := int32(0)
	for i := range f.runs {
		r := &f.runs[i]
		r.from.line = line + d.signed()
		r.from.column = d.signed()
		r.to.line = r.from.line + d.signed()
		r.to.column = d.signed()
		r.list = d.list(x)
		line = r.to.line
		d.check(r.from.compare(r.to) <= 0 && (i == 0 || f.runs[i-1].to.compare(r.from) < 0))
	}
	return f
}

// count reads how many entries follow, each of at least so many bytes.
func (d *decoder) count(bytes int) int {
	n := d.unsigned()
	if n > uint64(len(d.rest)/bytes) {
		d.damaged = true
		return 0
	}
	return int(n)
}

// list reads the number of a list of the index.
func (d *decoder) list(x *Index) int32 {
	n := d.unsigned()
	if n > uint64(len(x.lists)) {
		d.damaged = true
		return undecided
	}
	return int32(n) - 1
}

func (d *decoder) text() string {
	n := d.count(1)
	text := string(d.rest[:n])
	d.rest = d.rest[n:]
	return text
}

func (d *decoder) unsigned() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.damaged, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) signed() int32 {
	n, size := binary.Varint(d.rest)
	if size <= 0 || n != int64(int32(n)) {
		d.damaged, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return int32(n)
}

// check notes damage where something that always holds does not.
func (d *decoder) check(holds bool) { d.damaged = d.damaged || !holds }
