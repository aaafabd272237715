package debuginfo

// Reading index files; write.go says what is in them. Whatever the bytes, the result is an index or an error.

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
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

// ReadIndexes reads an index file. Its error wraps one of the errors above.
func ReadIndexes(file []byte) ([]*Index, error) {
	var indexes []*Index
	for first := true; first || len(file) > 0; first = false {
		version, body, rest, err := cutIndex(file)
		if err != nil {
			return nil, err
		}
		x, err := readBody(version, body)
		if err != nil {
			return nil, err
		}
		indexes, file = append(indexes, x), rest
	}
	return indexes, nil
}

// cutIndex returns the version and the body of the first index of a file, and the rest of the file.
func cutIndex(file []byte) (version byte, body, rest []byte, err error) {
	if !IsIndex(file) {
		return 0, nil, nil, ErrNotIndex
	}
	const header = 1 + sha256.Size + 4
	file = file[len(indexMagic):]
	switch {
	case len(file) > 0 && file[0] > indexVersion:
		return 0, nil, nil, fmt.Errorf("version %d: %w", file[0], ErrNewerIndex)
	case len(file) < header || file[0] == 0:
		return 0, nil, nil, fmt.Errorf("its header is cut off: %w", ErrDamagedIndex)
	}
	version = file[0]
	checksum, length := file[1:1+sha256.Size], binary.LittleEndian.Uint32(file[1+sha256.Size:])
	file = file[header:]
	if uint64(length) > uint64(len(file)) {
		return 0, nil, nil, fmt.Errorf("%d bytes of %d: %w", len(file), length, ErrDamagedIndex)
	}
	body, rest = file[:length], file[length:]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], checksum) {
		return 0, nil, nil, fmt.Errorf("checksum: %w", ErrDamagedIndex)
	}
	return version, body, rest, nil
}

func readBody(version byte, body []byte) (*Index, error) {
	parts, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(body)), maxIndex+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, ErrDamagedIndex)
	}
	if len(parts) > maxIndex {
		return nil, fmt.Errorf("more than %d bytes: %w", maxIndex, ErrDamagedIndex)
	}
	d := decoder{rest: parts}
	x := d.index(version)
	if d.damaged || len(d.rest) > 0 {
		return nil, ErrDamagedIndex
	}
	return x, nil
}

// decoder takes numbers and texts from the start of rest. If it cannot, it returns 0 or "" and sets damaged.
type decoder struct {
	rest    []byte
	damaged bool
}

func (d *decoder) index(version byte) *Index {
	x := &Index{Program: Program{Name: d.text(), BuildID: d.text(), Service: d.text(), Version: d.text()}}
	words := make([]coroutine.Kind, d.count(1))
	for i := range words {
		words[i] = scope.KindOf(d.text())
	}
	x.lists = make([]scope.Kinds, d.count(1))
	for i := range x.lists {
		x.lists[i] = d.kinds(words)
	}
	d.names(x)
	x.ambiguous = make([]ambiguousName, d.count(3))
	for i := range x.ambiguous {
		x.ambiguous[i] = d.ambiguousName(x)
	}
	x.macros = d.keys()
	x.Futures = []byte(d.text())
	if version > 1 {
		x.crates = d.crates()
		x.FromCode = d.unsigned() == 1
		x.inlined = d.inlined(words)
	}
	for _, value := range x.names {
		d.check(value < int32(len(x.lists)) && ^value < int32(len(x.ambiguous)))
	}
	return x
}

func (d *decoder) kinds(words []coroutine.Kind) scope.Kinds {
	list := []byte(d.text())
	for i, word := range list {
		if int(word) >= len(words) {
			d.damaged = true
			return ""
		}
		list[i] = byte(words[word])
	}
	return scope.Kinds(list)
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

func (d *decoder) crates() map[string]origin.Origin {
	n := d.count(2)
	crates := make(map[string]origin.Origin, n)
	for range n {
		crate := d.text()
		crates[crate] = origin.Parse(d.text())
	}
	return crates
}

func (d *decoder) inlined(words []coroutine.Kind) map[symbolKey]Body {
	n := d.count(5)
	bodies := make(map[symbolKey]Body, n)
	key := uint64(0)
	for range n {
		key += d.unsigned()
		body := Body{Path: d.text()}
		word := d.unsigned()
		d.check(word < uint64(len(words)))
		if !d.damaged {
			body.Kind = words[word]
		}
		body.File, body.Line = d.text(), int(int32(d.unsigned()))
		bodies[symbolKey(key)] = body
	}
	return bodies
}

func (d *decoder) ambiguousName(x *Index) ambiguousName {
	name := ambiguousName{lists: make([]int32, d.count(1))}
	d.check(len(name.lists) > 0)
	for i := range name.lists {
		name.lists[i] = d.list(x)
		d.check(name.lists[i] != undecided)
	}
	n := d.count(2)
	name.discriminators = make(map[discriminator]int32, n)
	for range n {
		number := d.unsigned()
		key := discriminator(number)
		d.check(number == uint64(key))
		name.discriminators[key] = d.list(x)
		d.check(name.discriminators[key] != undecided)
	}
	name.files = make([]fileSpans, d.count(2))
	for i := range name.files {
		name.files[i] = d.file(x)
	}
	return name
}

func (d *decoder) file(x *Index) fileSpans {
	f := fileSpans{file: d.text()}
	f.spans = make([]span, d.count(5))
	line := int32(0)
	for i := range f.spans {
		s := &f.spans[i]
		s.from.line = line + d.signed()
		s.from.column = d.signed()
		s.to.line = s.from.line + d.signed()
		s.to.column = d.signed()
		s.list = d.list(x)
		line = s.to.line
		d.check(s.from.compare(s.to) <= 0 && (i == 0 || f.spans[i-1].to.compare(s.from) < 0))
	}
	return f
}

// count reads how many entries follow, each of which takes at least so many bytes.
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

// check notes damage if something that always holds does not.
func (d *decoder) check(holds bool) { d.damaged = d.damaged || !holds }
