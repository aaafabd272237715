package debuginfo

// What an index knows of a program besides its names: whose its crates are, and which bodies were compiled into functions
// of other names.

import (
	"hash/fnv"
	"strconv"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
)

// Body is the body of a coroutine of the program's own crates that was compiled into a function of another name.
type Body = origin.Body

// symbolKey identifies a function by all that a backtrace can print of its symbol: the hash of a legacy name, or the whole
// of a v0 name, whose generic arguments tell it from others.
type symbolKey uint64

// newSymbolKey returns the key of a function, 0 if what is printed does not say which function it is. The text is the
// name without hash and disambiguators.
func newSymbolKey(printed, text string) symbolKey {
	if hash := legacyHash(printed); hash != "" {
		key, _ := strconv.ParseUint(hash, 16, 64) // 16 hexadecimal digits always are a number
		return symbolKey(max(key, 1))
	}
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(text)) // never fails
	return symbolKey(max(hash.Sum64(), 1))
}

// CrateOrigin says whose code a crate of the program is. It is Unknown if no index knows it, or if two disagree.
func (o *Oracle) CrateOrigin(crate string) origin.Origin {
	found := origin.Unknown
	for _, x := range o.indexes {
		of := x.crates[crate]
		if found != origin.Unknown && of != origin.Unknown && found != of {
			return origin.Unknown
		}
		found = found.Join(of)
	}
	return found
}

// Inlined returns the body of the program's own crates that was compiled into a function of another name, such as an
// adapter's poll. For a legacy name, that needs the hash, which {:#} and RUST_BACKTRACE=full print; at says what was
// printed. It finds none if two indexes know different ones.
func (o *Oracle) Inlined(name *coroutine.Name, at coroutine.Place) (Body, bool) {
	key := newSymbolKey(at.Printed, name.Text)
	var found Body
	for _, x := range o.indexes {
		body, ok := x.inlined[key]
		if !ok {
			continue
		}
		if found.Path != "" && found != body {
			return Body{}, false
		}
		found = body
	}
	return found, found.Path != ""
}
