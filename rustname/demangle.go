package rustname

// Demangling: in goes a symbol as the linker has it, out comes its Rust path as rustc-demangle 0.1.27 prints it, byte for
// byte. Start at Demangle; legacy.go and v0.go read rustc's two manglings.
//
//	_ZN3app3foo17h0123456789abcdefE.cold   app::foo.cold
//	_RNCNvCs1234_3app3foo0                 app::foo::{closure#0}
//
// rustc-demangle is the reference because std and the backtrace crate, and so nearly every Rust stack trace, print names
// with it. docs/decisions/0002-demangling.md says what was compared and how.

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	// maxDemangledSize limits the demangled form, in bytes without the suffix (MAX_SIZE of rustc-demangle). A back
	// reference can refer to something with two back references in it, so 40 bytes of v0 can mean gigabytes.
	maxDemangledSize = 1_000_000

	// sizeLimitReached ends output that was cut off at maxDemangledSize, or at maxV0Expansion.
	sizeLimitReached = "{size limit reached}"
)

// Demangle returns the demangled form of a mangled Rust symbol, legacy or v0, and false if s is not one.
//
// With full, it keeps the hash of a legacy name, and the crate disambiguators and the types of constants of a v0 name,
// like rustc-demangle's {} and so a full backtrace. Otherwise it leaves them out, like {:#} and a short backtrace.
func Demangle(s string, full bool) (string, bool) {
	if _, legacy := legacyBody(s); !legacy {
		if _, v0 := v0Body(s); !v0 {
			return "", false // without a buffer
		}
	}
	demangled, ok := appendDemangled(make([]byte, 0, 2*len(s)), s, full)
	return string(demangled), ok
}

// appendDemangled appends what Demangle returns to dst, and allocates only if dst lacks capacity. If s is not a mangled
// Rust symbol it returns dst unchanged, and false.
func appendDemangled(dst []byte, s string, full bool) ([]byte, bool) {
	var (
		text   = boundedText{bytes: dst, limit: len(dst) + maxDemangledSize}
		suffix string
		ok     bool
	)
	if body, legacy := legacyBody(s); legacy {
		text, suffix, ok = appendLegacy(text, trimLLVMSuffix(body), full)
	} else if body, v0 := v0Body(s); v0 {
		text, suffix, ok = appendV0(text, trimLLVMSuffix(body), full)
	}
	if !ok || !isPrintableSuffix(suffix) {
		return dst, false
	}
	if text.over {
		text.bytes = append(text.bytes, sizeLimitReached...)
	}
	return append(text.bytes, suffix...), true
}

// trimLLVMSuffix removes what ThinLTO appends to a symbol that it imports into another module,
// ".llvm.8113091291293138400". If it has anything but digits, upper case A to F and @, it stays, as a suffix like any
// other.
func trimLLVMSuffix(s string) string {
	const marker = ".llvm."
	start := strings.Index(s, marker)
	if start < 0 {
		return s
	}
	for _, c := range []byte(s[start+len(marker):]) {
		if !('0' <= c && c <= '9' || 'A' <= c && c <= 'F' || c == '@') {
			return s
		}
	}
	return s[:start]
}

// isPrintableSuffix reports whether what follows the path is a suffix of LLVM or GCC (".cold", ".part.0.isra.0", ".0" for
// the static of a promoted constant), which is printed. With anything else after it, s was not a Rust symbol.
func isPrintableSuffix(s string) bool {
	if s == "" {
		return true
	}
	for _, c := range []byte(s) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return s[0] == '.'
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// parseLowerHex reads hexadecimal digits without capital letters; no digits are 0. It fails for more than 64 bits.
func parseLowerHex(digits string) (value uint64, ok bool) {
	if digits = strings.TrimLeft(digits, "0"); len(digits) > 16 {
		return 0, false
	}
	for _, c := range []byte(digits) {
		switch {
		case '0' <= c && c <= '9':
			value = value<<4 | uint64(c-'0')
		case 'a' <= c && c <= 'f':
			value = value<<4 | uint64(c-'a'+10)
		default:
			return 0, false
		}
	}
	return value, true
}

// boundedText is text written in pieces up to a limit. The first piece that would exceed the limit is left out entirely,
// and so is everything after it: this cuts off at the same point as rustc-demangle.
type boundedText struct {
	bytes []byte
	limit int  // the greatest length of bytes
	over  bool // a piece was left out
}

func (t *boundedText) writeString(s string) {
	if t.over || len(s) > t.limit-len(t.bytes) {
		t.over = true
		return
	}
	t.bytes = append(t.bytes, s...)
}

func (t *boundedText) writeRune(r rune) {
	if t.over || utf8.RuneLen(r) > t.limit-len(t.bytes) {
		t.over = true
		return
	}
	t.bytes = utf8.AppendRune(t.bytes, r)
}

func (t *boundedText) writeUint(value uint64, base int) {
	if t.over {
		return
	}
	start := len(t.bytes)
	t.bytes = strconv.AppendUint(t.bytes, value, base)
	if len(t.bytes) > t.limit {
		t.bytes, t.over = t.bytes[:start], true
	}
}
