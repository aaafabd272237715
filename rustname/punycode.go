package rustname

// Punycode (RFC 3492) as v0 symbols use it: the ASCII characters of a name, and apart from them a string of digits that
// says which other characters go where.

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxPunycodeRunes is the longest name to decode (SMALL_PUNYCODE_LEN of rustc-demangle); a longer one is written
// undecoded.
const maxPunycodeRunes = 128

// The parameters of RFC 3492, section 5.
const (
	punycodeBase        = 36
	punycodeTMin        = 1
	punycodeTMax        = 26
	punycodeSkew        = 38
	punycodeDamp        = 700
	punycodeInitialBias = 72
	punycodeInitialN    = 0x80
)

// decodePunycode appends the name to dst. It fails if digits is malformed or decodes to no characters, or if the name is
// longer than maxPunycodeRunes.
func decodePunycode(dst []rune, ascii, digits string) (name []rune, ok bool) {
	if len(ascii) > maxPunycodeRunes {
		return dst, false
	}
	for _, c := range []byte(ascii) {
		dst = append(dst, rune(c))
	}
	var (
		place     uint64
		character = uint64(punycodeInitialN)
		bias      = uint64(punycodeInitialBias)
		damp      = uint64(punycodeDamp)
	)
	for digits != "" {
		var delta, carry uint64
		if delta, digits, ok = cutPunycodeDelta(digits, bias); !ok || len(dst) == maxPunycodeRunes {
			return dst, false
		}
		length := uint64(len(dst)) + 1
		if place, carry = bits.Add64(place, delta, 0); carry != 0 {
			return dst, false
		}
		if character, carry = bits.Add64(character, place/length, 0); carry != 0 {
			return dst, false
		}
		place %= length
		if character > unicode.MaxRune || !utf8.ValidRune(rune(character)) {
			return dst, false
		}
		dst = slices.Insert(dst, int(place), rune(character))
		place++
		bias = adaptPunycodeBias(delta/damp, length)
		damp = 2
	}
	return dst, true
}

// cutPunycodeDelta reads one number: digits of growing weight, of which the last is below its threshold.
func cutPunycodeDelta(digits string, bias uint64) (delta uint64, rest string, ok bool) {
	weight := uint64(1)
	for k := uint64(punycodeBase); digits != ""; k += punycodeBase {
		var digit uint64
		switch c := digits[0]; {
		case 'a' <= c && c <= 'z':
			digit = uint64(c - 'a')
		case '0' <= c && c <= '9':
			digit = uint64(c-'0') + 26
		default:
			return 0, "", false
		}
		digits = digits[1:]
		if delta, ok = multiplyAdd(digit, weight, delta); !ok {
			return 0, "", false
		}
		threshold := uint64(punycodeTMin)
		if k > bias {
			threshold = min(max(k-bias, punycodeTMin), punycodeTMax)
		}
		if digit < threshold {
			return delta, digits, true
		}
		if weight, ok = multiplyAdd(weight, punycodeBase-threshold, 0); !ok {
			return 0, "", false
		}
	}
	return 0, "", false
}

// adaptPunycodeBias is RFC 3492, section 6.1, after the division by damp.
func adaptPunycodeBias(delta, length uint64) uint64 {
	delta += delta / length
	k := uint64(0)
	for delta > (punycodeBase-punycodeTMin)*punycodeTMax/2 {
		delta /= punycodeBase - punycodeTMin
		k += punycodeBase
	}
	return k + (punycodeBase-punycodeTMin+1)*delta/(delta+punycodeSkew)
}

// multiplyAdd returns a*b + c, and false if that exceeds 64 bits.
func multiplyAdd(a, b, c uint64) (uint64, bool) {
	high, low := bits.Mul64(a, b)
	sum, carry := bits.Add64(low, c, 0)
	return sum, high == 0 && carry == 0
}
