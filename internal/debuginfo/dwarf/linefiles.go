package dwarf

import (
	"bytes"
	"debug/dwarf"
	"errors"
	"path"
)

// The names of source files, exactly as the line table has them. The standard library reads them too, but cleans them:
// backtraces and addr2line print "library/std/src/../../backtrace/src/lib.rs", and so must we.

// The contents of entries in DWARF 5's lists of directories and files (sections 6.2.4.1 and 7.5.6).
const (
	contentPath      = 1
	contentDirectory = 2

	formBlock     = 0x09
	formData1     = 0x0b
	formData2     = 0x05
	formData4     = 0x06
	formData8     = 0x07
	formData16    = 0x1e
	formString    = 0x08
	formStringRef = 0x0e
	formUnsigned  = 0x0f
	formLineRef   = 0x1f
)

var errLineHeader = errors.New("the header of a line table is damaged")

// lineHeader reads the header of a line table.
type lineHeader struct {
	fieldReader
	strings, lineStrings []byte
	offsetSize           uint64
}

// FileNames returns the names of the unit's source files, by the numbers that its entries and its line table use.
func (u *Unit) FileNames() ([]string, error) {
	at, ok := u.skeleton.Val(dwarf.AttrStmtList).(int64)
	if !ok {
		return nil, nil
	}
	h := lineHeader{fieldReader: fieldReader{order: u.info.Order()}, offsetSize: 4}
	for _, section := range []struct {
		name string
		data *[]byte
	}{{"debug_line", &h.data}, {"debug_str", &h.strings}, {"debug_line_str", &h.lineStrings}} {
		var err error
		if *section.data, err = u.info.Section(section.name); err != nil {
			return nil, err
		}
	}
	if at < 0 || at > int64(len(h.data)) {
		return nil, errLineHeader
	}
	h.data = h.data[at:]
	directory, _ := u.skeleton.Val(dwarf.AttrCompDir).(string)
	names := h.read(directory)
	if h.short {
		return nil, errLineHeader
	}
	return names, nil
}

// read reads a header up to its files:
//
//	length, version (2), since 5: address and segment size (1 each); header length, instruction length (1),
//	since 4: operations an instruction (1); default is_stmt, line base, line range, opcode base (1 each),
//	opcode base - 1 lengths (1 each), directories, files
func (h *lineHeader) read(directory string) []string {
	if h.uint32() == 0xffffffff {
		h.uint64()
		h.offsetSize = 8
	}
	version := h.uint16()
	if version >= 5 {
		h.skip(2)
	}
	h.skip(h.offsetSize)
	h.skip(1)
	if version >= 4 {
		h.skip(1)
	}
	h.skip(3)
	h.skip(uint64(h.uint8()) - 1) // of 0, more than there can be
	if version >= 5 {
		return h.files(directory)
	}
	return h.oldFiles(directory)
}

// oldFiles reads the lists of DWARF up to version 4: strings up to an empty one; then name, directory, time and size up
// to an empty name. Both count from 1; directory 0 is the unit's.
func (h *lineHeader) oldFiles(directory string) []string {
	directories := []string{directory}
	for name := h.text(); name != ""; name = h.text() {
		directories = append(directories, joined(directory, name))
	}
	names := []string{""}
	for name := h.text(); name != ""; name = h.text() {
		in := h.number()
		h.number()
		h.number()
		if in >= uint64(len(directories)) {
			h.short = true
			return nil
		}
		names = append(names, joined(directories[in], name))
	}
	return names
}

// files reads DWARF 5's lists, which count from 0.
func (h *lineHeader) files(directory string) []string {
	var directories, names []string
	h.entries(func(name string, _ uint64) {
		directories = append(directories, joined(directory, name))
	})
	h.entries(func(name string, in uint64) {
		if in >= uint64(len(directories)) {
			h.short = true
			return
		}
		names = append(names, joined(directories[in], name))
	})
	return names
}

// entries calls f with each entry of a list:
//
//	number of contents (1), contents and their forms, number of entries, entries
func (h *lineHeader) entries(f func(name string, directory uint64)) {
	type content struct{ kind, form uint64 }
	contents := make([]content, h.uint8())
	for i := range contents {
		contents[i] = content{h.number(), h.number()}
	}
	for range h.number() {
		name, directory := "", uint64(0)
		for _, c := range contents {
			text, value := h.value(c.form)
			switch c.kind {
			case contentPath:
				name = text
			case contentDirectory:
				directory = value
			}
		}
		if h.short || len(contents) == 0 {
			return
		}
		f(name, directory)
	}
}

func (h *lineHeader) value(form uint64) (text string, value uint64) {
	switch form {
	case formString:
		return h.text(), 0
	case formStringRef:
		return h.at(h.strings), 0
	case formLineRef:
		return h.at(h.lineStrings), 0
	case formUnsigned:
		return "", h.number()
	case formData1:
		return "", uint64(h.uint8())
	case formData2:
		return "", uint64(h.uint16())
	case formData4:
		return "", uint64(h.uint32())
	case formData8:
		return "", h.uint64()
	case formData16:
		h.skip(16)
	case formBlock:
		h.skip(h.number())
	default:
		h.short = true
	}
	return "", 0
}

// at reads a string by its offset in a section.
func (h *lineHeader) at(section []byte) string {
	offset := uint64(0)
	if h.offsetSize == 8 {
		offset = h.uint64()
	} else {
		offset = uint64(h.uint32())
	}
	if offset >= uint64(len(section)) {
		h.short = true
		return ""
	}
	text, _, _ := bytes.Cut(section[offset:], []byte{0})
	return string(text)
}

// joined puts a directory before a name that is not absolute.
func joined(directory, name string) string {
	if directory == "" || path.IsAbs(name) {
		return name
	}
	return directory + "/" + name
}
