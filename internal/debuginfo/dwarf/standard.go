package dwarf

import "debug/dwarf"

// These are what the packages above use of the standard library's reader, so that they import only this package.
type (
	// Attr is a kind of attribute.
	Attr = dwarf.Attr
	// Data is what one reader reads: offsets of entries are in it.
	Data = dwarf.Data
	// DecodeError is the error of damaged debug information.
	DecodeError = dwarf.DecodeError
	// Entry is a tag with attributes: a function, a type, a variable.
	Entry = dwarf.Entry
	// Offset says which entry is meant.
	Offset = dwarf.Offset
	// Reader reads entries; Walk is the way to read all of a unit's.
	Reader = dwarf.Reader
	// Tag says what an entry is about.
	Tag = dwarf.Tag
)

// The attributes that they ask for.
const (
	AttrByteSize      = dwarf.AttrByteSize
	AttrCallColumn    = dwarf.AttrCallColumn
	AttrCallFile      = dwarf.AttrCallFile
	AttrCallLine      = dwarf.AttrCallLine
	AttrCompDir       = dwarf.AttrCompDir
	AttrCount         = dwarf.AttrCount
	AttrDataMemberLoc = dwarf.AttrDataMemberLoc
	AttrDeclFile      = dwarf.AttrDeclFile
	AttrDeclLine      = dwarf.AttrDeclLine
	AttrLinkageName   = dwarf.AttrLinkageName
	AttrName          = dwarf.AttrName
	AttrType          = dwarf.AttrType
	AttrUpperBound    = dwarf.AttrUpperBound
)

// The tags of the entries that they read.
const (
	TagArrayType         = dwarf.TagArrayType
	TagEnumerationType   = dwarf.TagEnumerationType
	TagInlinedSubroutine = dwarf.TagInlinedSubroutine
	TagMember            = dwarf.TagMember
	TagNamespace         = dwarf.TagNamespace
	TagPointerType       = dwarf.TagPointerType
	TagStructType        = dwarf.TagStructType
	TagSubprogram        = dwarf.TagSubprogram
	TagSubroutineType    = dwarf.TagSubroutineType
	TagUnionType         = dwarf.TagUnionType
	TagVariable          = dwarf.TagVariable
	TagVariant           = dwarf.TagVariant
)

// Number returns an attribute that is a number, 0 if the entry does not have it.
func Number(e *Entry, attribute Attr) int64 {
	value, _ := e.Val(attribute).(int64)
	return value
}

// Text returns an attribute that is a text, "" if the entry does not have it.
func Text(e *Entry, attribute Attr) string {
	value, _ := e.Val(attribute).(string)
	return value
}

// Origin returns the entry that names a function: its own, or the one that a copy or a definition refers to.
func Origin(e *Entry) Offset {
	for _, attribute := range []dwarf.Attr{dwarf.AttrAbstractOrigin, dwarf.AttrSpecification} {
		if offset, ok := e.Val(attribute).(dwarf.Offset); ok {
			return offset
		}
	}
	return e.Offset
}
