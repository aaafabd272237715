package debuginfo

// Index files. read.go reads what is written here. Files can be joined into one by writing them one after the other.
//
//	file     = { "rustasync index\n" version checksum length body }
//	version  = 1 byte: 1
//	checksum = SHA-256 of the body as it stands in the file, 32 bytes
//	length   = that of the body, 4 bytes, the lowest first
//	body     = the parts, compressed (RFC 1951):
//
//	program  = name build-id service version                 a string is its length and its bytes
//	words    = n { word }                                    the kinds that lists tell of; the first is "unknown"
//	lists    = n { length { word } }                         of closures in a path, outermost first
//	names    = n { key - key before, value }                 keys ascend; a value is that of Index.names
//	homonyms = n { lists marks files }
//	lists    = n { list }
//	marks    = n { mark list }
//	files    = n { file n { lines column lines column list } }
//	macros   = n { key - key before }                        closures that a macro made of the bodies of async fns
//	futures  = length { byte }                               JSON of []Future, compressed (RFC 1951); often none
//
// Numbers are as encoding/binary's Uvarint and Varint have them. In runs, lines are counted from the line before. A list
// is written with 1 added, since that of an undecided run is -1.

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"maps"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

const (
	indexMagic   = "rustasync index\n"
	indexVersion = 1
)

// WriteTo writes the index file. The same index gives the same bytes.
func (x *Index) WriteTo(to io.Writer) (int64, error) {
	var body bytes.Buffer
	compressor, err := flate.NewWriter(&body, flate.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := compressor.Write(x.encode()); err != nil {
		return 0, err
	}
	if err := compressor.Close(); err != nil {
		return 0, err
	}
	checksum := sha256.Sum256(body.Bytes())
	file := append([]byte(indexMagic), indexVersion)
	file = append(file, checksum[:]...)
	file = binary.LittleEndian.AppendUint32(file, uint32(body.Len()))
	n, err := to.Write(append(file, body.Bytes()...))
	return int64(n), err
}

// encode returns the parts of the body.
func (x *Index) encode() []byte {
	var e encoder
	for _, text := range []string{x.Name, x.BuildID, x.Service, x.Version} {
		e.text(text)
	}
	e.count(rustname.Kinds)
	for kind := range rustname.Kinds {
		e.text(coroutine.Kind(kind).String())
	}
	e.count(len(x.lists))
	for _, list := range x.lists {
		e.text(string(list))
	}
	e.names(x.names)
	e.count(len(x.homonyms))
	for i := range x.homonyms {
		e.homonym(&x.homonyms[i])
	}
	e.keys(x.macros)
	e.text(string(x.futures))
	return e
}

// encoder appends numbers and texts.
type encoder []byte

func (e *encoder) count(n int)       { *e = binary.AppendUvarint(*e, uint64(n)) }
func (e *encoder) unsigned(n uint64) { *e = binary.AppendUvarint(*e, n) }
func (e *encoder) signed(n int32)    { *e = binary.AppendVarint(*e, int64(n)) }
func (e *encoder) list(n int32)      { *e = binary.AppendUvarint(*e, uint64(n+1)) }

func (e *encoder) text(s string) {
	e.count(len(s))
	*e = append(*e, s...)
}

func (e *encoder) names(names map[nameKey]int32) {
	e.count(len(names))
	before := nameKey(0)
	for _, key := range slices.Sorted(maps.Keys(names)) {
		e.unsigned(uint64(key - before))
		e.signed(names[key])
		before = key
	}
}

func (e *encoder) keys(keys map[nameKey]bool) {
	e.count(len(keys))
	before := nameKey(0)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		e.unsigned(uint64(key - before))
		before = key
	}
}

func (e *encoder) homonym(h *homonym) {
	e.count(len(h.lists))
	for _, list := range h.lists {
		e.list(list)
	}
	e.count(len(h.marks))
	for _, m := range slices.Sorted(maps.Keys(h.marks)) {
		e.unsigned(uint64(m))
		e.list(h.marks[m])
	}
	e.count(len(h.files))
	for i := range h.files {
		e.file(&h.files[i])
	}
}

func (e *encoder) file(f *fileRuns) {
	e.text(f.file)
	e.count(len(f.runs))
	line := int32(0)
	for _, r := range f.runs {
		e.signed(r.from.line - line)
		e.signed(r.from.column)
		e.signed(r.to.line - r.from.line)
		e.signed(r.to.column)
		e.list(r.list)
		line = r.to.line
	}
}
