package debuginfo

// What distinguishes functions with the same path: the spelling of the rest of their names.

import (
	"hash/fnv"
	"strings"
)

// discriminator identifies a spelling: the hash of a legacy symbol, or a whole demangled name with its generic arguments.
// It is a hash of 32 bits, since it is looked up only among the few functions of one path.
type discriminator uint32

// discriminatorsOf returns the discriminators of a function: of the hash in its symbol, 0 if there is none, and of its name.
func discriminatorsOf(printed, text string) [2]discriminator {
	var found [2]discriminator
	if hash := legacyHash(printed); hash != "" {
		found[0] = newDiscriminator(hash)
	}
	found[1] = newDiscriminator(text)
	return found
}

func newDiscriminator(text string) discriminator {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(text)) // never fails
	return discriminator(max(hash.Sum32(), 1))
}

// legacyHash returns the 16 hexadecimal digits in which legacy symbols differ, demangled ("::h0123456789abcdef") or not
// ("17h0123456789abcdefE"); "" if there are none (rustc_symbol_mangling/src/legacy.rs).
func legacyHash(printed string) string {
	for _, around := range [...]struct{ before, after string }{{"::h", ""}, {"17h", "E"}} {
		at := strings.LastIndex(printed, around.before)
		if at < 0 {
			continue
		}
		rest := printed[at+len(around.before):]
		if len(rest) >= 16+len(around.after) && strings.Trim(rest[:16], "0123456789abcdef") == "" && strings.HasPrefix(rest[16:], around.after) {
			return rest[:16]
		}
	}
	return ""
}
