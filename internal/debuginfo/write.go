package debuginfo

// Index files. read.go reads what is written here. Several files written one after the other are one file.
//
//	file           = { "rustasync index\n" version checksum length body }
//	version        = 1 byte: 2; what is new since 1 is the last three parts
//	checksum       = SHA-256 of the body as it is in the file, 32 bytes
//	length         = of the body, 4 bytes, the lowest first
//	body           = the parts, compressed (RFC 1951):
//
//	program        = name build-id service version            a string is its length and its bytes
//	words          = n { word }                               the kinds that are in lists; the first is "unknown",
//	                                                          and "likely async-fn" is one that is not sure
//	lists          = n { length { word } }                    of closures in a path, outermost first
//	names          = n { key - key before, value }            keys ascend; values are those in Index.names
//	ambiguous      = n { lists discriminators files }
//	lists          = n { list }
//	discriminators = n { discriminator list }
//	files          = n { file n { lines column lines column list } }
//	macros         = n { key - key before }                   closures that a macro made from the bodies of async fns
//	futures        = length { byte }                          Index.Futures; often none
//	crates         = n { name origin }                        in order; the origin is a string: "own", "package", "std"
//	code           = 1 if the index is of the program's code, else 0
//	inlined        = n { key - key before, body }             by the function that the body is part of
//	body           = path kind file line                      the kind is the number of a word
//
// Numbers are encoded as Uvarint and Varint of encoding/binary. In spans, lines are counted from the line before. 1 is
// added to the number of a list, since the list of an undecided span is -1.

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"maps"
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

const (
	indexMagic   = "rustasync index\n"
	indexVersion = 2
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
	words := wordsOf(x.lists)
	e.count(len(words))
	for _, kind := range words {
		e.text(scope.Word(kind))
	}
	e.count(len(x.lists))
	for _, list := range x.lists {
		e.count(len(list))
		for _, kind := range []byte(list) {
			e.count(slices.Index(words, kind))
		}
	}
	e.names(x.names)
	e.count(len(x.ambiguous))
	for i := range x.ambiguous {
		e.ambiguousName(&x.ambiguous[i])
	}
	e.keys(x.macros)
	e.text(string(x.Futures))
	e.crates(x.crates)
	e.count(map[bool]int{true: 1}[x.FromCode])
	e.inlined(x.inlined)
	return e
}

// wordsOf returns the kinds that are in lists: all plain ones, and those that are not sure.
func wordsOf(lists []scope.Kinds) []byte {
	words := make([]byte, rustname.Kinds)
	for kind := range words {
		words[kind] = byte(kind)
	}
	for _, list := range lists {
		for _, kind := range []byte(list) {
			if !slices.Contains(words, kind) {
				words = append(words, kind)
			}
		}
	}
	return words
}

func (e *encoder) crates(crates map[string]origin.Origin) {
	e.count(len(crates))
	for _, crate := range slices.Sorted(maps.Keys(crates)) {
		e.text(crate)
		e.text(crates[crate].String())
	}
}

func (e *encoder) inlined(bodies map[symbolKey]Body) {
	e.count(len(bodies))
	before := symbolKey(0)
	for _, key := range slices.Sorted(maps.Keys(bodies)) {
		body := bodies[key]
		e.unsigned(uint64(key - before))
		e.text(body.Path)
		e.count(int(body.Kind))
		e.text(body.File)
		e.count(body.Line)
		before = key
	}
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

func (e *encoder) ambiguousName(name *ambiguousName) {
	e.count(len(name.lists))
	for _, list := range name.lists {
		e.list(list)
	}
	e.count(len(name.discriminators))
	for _, d := range slices.Sorted(maps.Keys(name.discriminators)) {
		e.unsigned(uint64(d))
		e.list(name.discriminators[d])
	}
	e.count(len(name.files))
	for i := range name.files {
		e.file(&name.files[i])
	}
}

func (e *encoder) file(f *fileSpans) {
	e.text(f.file)
	e.count(len(f.spans))
	line := int32(0)
	for _, s := range f.spans {
		e.signed(s.from.line - line)
		e.signed(s.from.column)
		e.signed(s.to.line - s.from.line)
		e.signed(s.to.column)
		e.list(s.list)
		line = s.to.line
	}
}
