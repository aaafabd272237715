package debuginfo

// Marks tell names apart that have one path: what a spelling has beside it.

import (
	"hash/fnv"
	"strings"
)

// mark stands for a spelling: the hash of a legacy symbol, or the whole of a demangled name with its generic
// arguments. It is a hash of 32 bits, looked up among the few functions of one path only.
type mark uint32

// marksOf returns the marks of a function: by the hash in its symbol, 0 where there is none, and by its name.
func marksOf(printed, text string) [2]mark {
	var marks [2]mark
	if hash := legacyHash(printed); hash != "" {
		marks[0] = newMark(hash)
	}
	marks[1] = newMark(text)
	return marks
}

func newMark(text string) mark {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(text)) // never fails
	return mark(max(hash.Sum32(), 1))
}

// legacyHash returns the 16 hexadecimal digits by which legacy symbols differ, demangled ("::h0123456789abcdef") or
// not ("17h0123456789abcdefE"); "" where there are none (rustc_symbol_mangling/src/legacy.rs).
func legacyHash(printed string) string {
	for _, around := range [...]struct{ before, behind string }{{"::h", ""}, {"17h", "E"}} {
		at := strings.LastIndex(printed, around.before)
		if at < 0 {
			continue
		}
		rest := printed[at+len(around.before):]
		if len(rest) >= 16+len(around.behind) && isHex(rest[:16]) && strings.HasPrefix(rest[16:], around.behind) {
			return rest[:16]
		}
	}
	return ""
}

func isHex(digits string) bool {
	for _, c := range []byte(digits) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
