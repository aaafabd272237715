package machinecode

// core::panic::Location in a program's data, on a machine of 64 bits:
//
//	file    address of the path's first byte
//	length  of the path, 8 bytes
//	line    4 bytes
//	column  4 bytes

import (
	"bytes"
	"encoding/binary"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

const (
	locationSize = 24
	// maxFile bounds the length of a source file's path. PATH_MAX is 4096.
	maxFile = 4096
	// maxLine and maxColumn bound places in a source file.
	maxLine, maxColumn = 1 << 24, 1 << 20
)

// locationSet says where there are locations: a bit for each eight bytes of data.
type locationSet struct {
	pointers  *object.Pointers
	low, high uint64
	bits      []uint64
}

// maxData bounds the data that is looked through for locations: its set takes a 64th of it.
const maxData = 1 << 32

func newLocationSet(pointers *object.Pointers, data [][2]uint64) locationSet {
	s := locationSet{pointers: pointers}
	if len(data) == 0 {
		return s
	}
	s.low, s.high = data[0][0], data[0][1]
	for _, r := range data {
		s.high = max(s.high, r[1])
	}
	s.low &^= 7
	if s.high-s.low > maxData {
		s.high = s.low
		return s
	}
	s.bits = make([]uint64, (s.high-s.low)/(8*64)+1)
	return s
}

// add takes up the place of an address in data, if a location begins there.
func (s *locationSet) add(at, to uint64) {
	if at%8 != 0 || at < s.low || at >= s.high {
		return
	}
	if file, _, _ := readLocation(s.pointers, at, to); file != nil {
		n := (at - s.low) / 8
		s.bits[n/64] |= 1 << (n % 64)
	}
}

func (s *locationSet) has(address uint64) bool {
	if address%8 != 0 || address < s.low || address >= s.high {
		return false
	}
	n := (address - s.low) / 8
	return s.bits[n/64]&(1<<(n%64)) != 0
}

// readLocation reads the location at an address, whose file is the text at another; the file is nil if none is there.
func readLocation(pointers *object.Pointers, at, path uint64) (file []byte, line, column int) {
	in := pointers.Bytes(at)
	if len(in) < locationSize {
		return nil, 0, 0
	}
	length := binary.LittleEndian.Uint64(in[8:])
	line, column = int(binary.LittleEndian.Uint32(in[16:])), int(binary.LittleEndian.Uint32(in[20:]))
	if length < uint64(len(sourceSuffix)) || length > maxFile || line <= 0 || line > maxLine || column <= 0 || column > maxColumn {
		return nil, 0, 0
	}
	text := pointers.Bytes(path)
	// Since 1.91 the path ends with a zero byte, which its length does not count.
	if uint64(len(text)) < length || !bytes.HasSuffix(text[:length], []byte(sourceSuffix)) || bytes.IndexByte(text[:length], 0) >= 0 {
		return nil, 0, 0
	}
	return text[:length], line, column
}

const sourceSuffix = ".rs"

// functionReader makes of the references in a function's code what it says.
type functionReader struct {
	targets  *targets
	pointers *object.Pointers
	machine  object.Machine
	function *Function
	code     []byte
	files    map[string]string // the names of files, each once

	refs []reference
}

func (r *functionReader) add(ref reference) { r.refs = append(r.refs, ref) }

// handsOver says how far, in bytes of code, the instruction that hands over a location is from the reference to what it is
// handed over to: shortly before a call that has no other argument; around the message for one that has, and wherever the
// function's address is put together like the location's.
func (r *functionReader) handsOver(what kindOfTarget) (before, after uint64) {
	switch {
	case what == resumedMessage:
		return 40, 40
	case r.machine == object.AMD64:
		return 16, 0
	}
	return 24, 16
}

// finish notes bodies and places.
func (r *functionReader) finish() {
	for i, ref := range r.refs {
		switch ref.what {
		case location:
			if at, ok := r.location(ref.to); ok {
				r.function.addPlace(at)
			}
		case resumedFunction, resumedMessage:
			r.function.addBody(Body{r.targets.resumed[ref.to].sort, r.locationNear(i)})
		}
	}
}

// locationNear returns the location that is handed over with reference i: the nearest.
func (r *functionReader) locationNear(i int) Location {
	from := r.refs[i].from
	before, after := r.handsOver(r.refs[i].what)
	best := before + after + 1
	var found Location
	try := func(ref *reference, distance uint64) {
		if ref.what == location && distance < best && !r.callsBetween(ref, &r.refs[i]) {
			if at, ok := r.location(ref.to); ok {
				best, found = distance, at
			}
		}
	}
	for j := i - 1; j >= 0 && from-r.refs[j].from <= before; j-- {
		try(&r.refs[j], from-r.refs[j].from)
	}
	for j := i + 1; j < len(r.refs) && r.refs[j].from-from <= after; j++ {
		try(&r.refs[j], r.refs[j].from-from)
	}
	return found
}

// callsBetween reports whether another function is called between the instruction that has a location and a call of x86-64:
// then the location was for that.
func (r *functionReader) callsBetween(location, call *reference) bool {
	if r.machine != object.AMD64 || call.what != resumedFunction {
		return false
	}
	const offset = 4
	start, end := location.from+offset-r.function.Low, call.from-2-r.function.Low
	if start >= end || end > uint64(len(r.code)) {
		return false
	}
	between := r.code[start:end]
	return bytes.IndexByte(between, 0xe8) >= 0 || bytes.Contains(between, []byte{0xff, 0x15})
}

func (r *functionReader) location(at uint64) (Location, bool) {
	path, ok := r.pointers.At(at)
	if !ok {
		return Location{}, false
	}
	file, line, column := readLocation(r.pointers, at, path)
	if file == nil {
		return Location{}, false
	}
	name, known := r.files[string(file)]
	if !known {
		name = string(file)
		r.files[name] = name
	}
	return Location{name, line, column}, true
}

// maxPlaces bounds how many bodies and places are kept of a function.
const maxPlaces = 1 << 10

// addBody notes a body. One whose location is not found, since code that several panics share hands it over, is one of the
// others.
func (f *Function) addBody(b Body) {
	for i, known := range f.Bodies {
		switch {
		case known == b, b.At == Location{}:
			return
		case known.At == Location{}:
			f.Bodies[i] = b
			return
		}
	}
	if len(f.Bodies) < maxPlaces {
		f.Bodies = append(f.Bodies, b)
	}
}

func (f *Function) addPlace(at Location) {
	for _, known := range f.Places {
		if known == at {
			return
		}
	}
	if len(f.Places) < maxPlaces {
		f.Places = append(f.Places, at)
	}
}
