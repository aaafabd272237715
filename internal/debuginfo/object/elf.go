package object

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
)

// maxExpansion bounds how much larger a compressed section may claim to become, so that a damaged header does not ask
// for all the memory there is. Deflate cannot expand more than 1032 times; zstd can, but not for debug information.
const maxExpansion = 1100

type elfObject struct {
	*mapped
	file *elf.File

	reading      sync.Mutex
	uncompressed map[string][]byte // the compressed sections that were read, by name
}

func openELF(m *mapped) (Object, error) {
	file, err := elf.NewFile(bytes.NewReader(m.data))
	if err != nil {
		return nil, err
	}
	o := &elfObject{mapped: m, file: file, uncompressed: map[string][]byte{}}
	if file.Type == elf.ET_REL && !o.Has("debug_info.dwo") {
		return nil, errors.New("an object file before linking: the program or library it becomes part of can be read")
	}
	return o, nil
}

func (o *elfObject) Order() binary.ByteOrder { return o.file.ByteOrder }

// find returns a section that is not empty. The name of a section shows GNU's older compression.
func (o *elfObject) find(name string) *elf.Section {
	for _, prefix := range []string{".", ".z"} {
		if s := o.file.Section(prefix + name); s != nil && s.Type != elf.SHT_NOBITS && s.FileSize > 0 {
			return s
		}
	}
	return nil
}

func (o *elfObject) Has(name string) bool { return o.find(name) != nil }

func (o *elfObject) Size(name string) int64 {
	s := o.find(name)
	if s == nil {
		return 0
	}
	s.Open() // sets the size of a section in the older compression
	return int64(s.Size)
}

func (o *elfObject) Section(name string) ([]byte, error) {
	s := o.find(name)
	if s == nil {
		return nil, nil
	}
	old := strings.HasPrefix(s.Name, ".z")
	if s.Flags&elf.SHF_COMPRESSED == 0 && !old {
		return o.part(s.Offset, s.FileSize)
	}
	o.reading.Lock()
	defer o.reading.Unlock()
	if data, ok := o.uncompressed[name]; ok {
		return data, nil
	}
	data, err := uncompress(s)
	if err != nil {
		return nil, fmt.Errorf("section %s: %w", s.Name, err)
	}
	o.uncompressed[name] = data
	return data, nil
}

func uncompress(s *elf.Section) ([]byte, error) {
	reader := s.Open()
	if s.Size > MaxSection || s.Size > s.FileSize*maxExpansion {
		return nil, fmt.Errorf("%d bytes cannot have been compressed to %d", s.Size, s.FileSize)
	}
	data := make([]byte, s.Size)
	if _, err := io.ReadFull(reader, data); err != nil {
		return nil, err
	}
	return data, nil
}

// BuildID reads the note that GNU's and LLVM's linkers write:
//
//	name size, description size, type (3: build id), "GNU\0", description
func (o *elfObject) BuildID() string {
	const header = 16
	note, err := o.Section("note.gnu.build-id")
	if err != nil || len(note) < header {
		return ""
	}
	size := o.Order().Uint32(note[4:])
	if string(note[12:header]) != "GNU\x00" || uint64(size) > uint64(len(note)-header) {
		return ""
	}
	return hex.EncodeToString(note[header : header+size])
}

// DebugLink reads .gnu_debuglink: the name of a file, zeros up to a multiple of four, and the CRC-32 of that file.
func (o *elfObject) DebugLink() (name string, checksum uint32, ok bool) {
	link, err := o.Section("gnu_debuglink")
	end := bytes.IndexByte(link, 0)
	if err != nil || end <= 0 || len(link) < 4 {
		return "", 0, false
	}
	return string(link[:end]), o.Order().Uint32(link[len(link)-4:]), true
}

func (o *elfObject) Code() [][2]uint64 {
	var ranges [][2]uint64
	for _, s := range o.file.Sections {
		if s.Flags&elf.SHF_EXECINSTR != 0 && s.Addr != 0 {
			ranges = append(ranges, [2]uint64{s.Addr, s.Addr + s.Size})
		}
	}
	return ranges
}

func (o *elfObject) Segments() []Segment {
	var segments []Segment
	for _, p := range o.file.Progs {
		if p.Type == elf.PT_LOAD {
			segments = append(segments, Segment{Offset: p.Off, Address: p.Vaddr, Size: p.Filesz})
		}
	}
	return segments
}

func (o *elfObject) Symbols() ([]Symbol, error) {
	all, err := o.file.Symbols()
	if errors.Is(err, elf.ErrNoSymbols) {
		return nil, nil
	}
	var symbols []Symbol
	for _, s := range all {
		if elf.ST_TYPE(s.Info) == elf.STT_FUNC && s.Section != elf.SHN_UNDEF {
			symbols = append(symbols, Symbol{Name: s.Name, Address: s.Value, Size: s.Size})
		}
	}
	return symbols, err
}
