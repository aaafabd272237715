package rustname

// The building blocks of v0.go, v0type.go and v0const.go: reading the letters, numbers and identifiers of a v0 symbol,
// following its back references, and writing the smallest parts.
//
// When a function here returns ok = false, it has already written why: the failure, or ? if there was one before. Its
// caller just returns.

import "strings"

// maxV0Depth limits how deeply paths, types and constants nest (MAX_DEPTH of rustc-demangle). It includes back
// references, which can refer to what they are part of.
const maxV0Depth = 500

// v0Failure is the text that shows where reading failed; "" if nothing has failed yet.
type v0Failure string

const (
	v0Invalid v0Failure = "{invalid syntax}"
	v0TooDeep v0Failure = "{recursion limit reached}"
	v0TooLong v0Failure = sizeLimitReached // its text is written once, at the very end
)

func (p *v0Printer) fail(failure v0Failure) {
	p.failure = failure
	p.write(string(failure))
}

// sound reports whether nothing has failed yet.
func (p *v0Printer) sound() bool {
	if p.failure != "" {
		p.write("?")
		return false
	}
	return true
}

// enter begins a path, type, constant or pattern, leave ends it. After a failure the depth no longer counts.
func (p *v0Printer) enter() (ok bool) {
	if !p.sound() {
		return false
	}
	if p.depth++; p.depth > maxV0Depth {
		p.fail(v0TooDeep)
	}
	return p.failure == ""
}

func (p *v0Printer) leave() { p.depth-- }

// spend counts what is read behind back references. Outside of them nothing is read twice.
func (p *v0Printer) spend(count int) {
	if p.following == 0 {
		return
	}
	if p.expansion += count; p.expansion > maxV0Expansion {
		p.text.over, p.failure = true, v0TooLong
	}
}

// take reads one letter. Every path, type, constant and pattern begins with one.
func (p *v0Printer) take() (letter byte, ok bool) {
	if !p.sound() {
		return 0, false
	}
	if p.next >= len(p.symbol) {
		p.fail(v0Invalid)
		return 0, false
	}
	p.next++
	p.spend(1)
	return p.symbol[p.next-1], p.failure == ""
}

// eat reads the letter if it is the next one.
func (p *v0Printer) eat(letter byte) bool {
	if p.failure == "" && p.next < len(p.symbol) && p.symbol[p.next] == letter {
		p.next++
		return true
	}
	return false
}

// more reports whether a list has another element, and writes the separator before any but the first.
func (p *v0Printer) more(count int, separator string) bool {
	if p.failure != "" || p.eat('E') {
		return false
	}
	if count > 0 {
		p.write(separator)
	}
	return true
}

// namespace: a letter; a capital one is for items without a name in the source.
func (p *v0Printer) namespace() (letter byte, ok bool) {
	letter, ok = p.take()
	if ok && !isV0Tag(letter) && !('a' <= letter && letter <= 'z') {
		p.fail(v0Invalid)
		return 0, false
	}
	return letter, ok
}

// hexadecimal: { "0"…"9" | "a"…"f" } "_"
func (p *v0Printer) hexadecimal() (digits string, ok bool) {
	if !p.sound() {
		return "", false
	}
	end := p.next
	for end < len(p.symbol) && ('0' <= p.symbol[end] && p.symbol[end] <= '9' || 'a' <= p.symbol[end] && p.symbol[end] <= 'f') {
		end++
	}
	if end == len(p.symbol) || p.symbol[end] != '_' {
		p.fail(v0Invalid)
		return "", false
	}
	digits = p.symbol[p.next:end]
	p.next = end + 1
	p.spend(len(digits))
	return digits, p.failure == ""
}

// integer62: { "0"…"9" | "a"…"z" | "A"…"Z" } "_", where "_" is 0 and "0_" is 1.
func (p *v0Printer) integer62() (value uint64, ok bool) {
	if ok = p.sound(); !ok {
		return 0, false
	}
	end := p.next
	for ; ok && end < len(p.symbol) && p.symbol[end] != '_'; end++ {
		digit := uint64(base62Digits[p.symbol[end]]) - 1
		value, ok = multiplyAdd(value, 62, digit)
		ok = ok && digit < 62
	}
	if !ok || end == len(p.symbol) {
		p.fail(v0Invalid)
		return 0, false
	}
	length := end - p.next
	p.next = end + 1
	p.spend(1 + length)
	if length > 0 {
		value++
	}
	if length > 0 && value == 0 {
		p.fail(v0Invalid)
	}
	return value, p.failure == ""
}

// base62Digits has the value plus one for each digit, and 0 for any other character.
var base62Digits = func() (values [256]byte) {
	for i, c := range []byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		values[c] = byte(i) + 1
	}
	return values
}()

// optionalInteger62: [tag integer62], 0 if it is missing.
func (p *v0Printer) optionalInteger62(tag byte) (value uint64, ok bool) {
	if !p.sound() {
		return 0, false
	}
	if !p.eat(tag) {
		return 0, true
	}
	if value, ok = p.integer62(); !ok {
		return 0, false
	}
	if value++; value == 0 {
		p.fail(v0Invalid)
		return 0, false
	}
	return value, true
}

// disambiguator: ["s" integer62], which distinguishes two items with the same name.
func (p *v0Printer) disambiguator() (value uint64, ok bool) { return p.optionalInteger62('s') }

// v0Identifier is a name. If it is not ASCII, the punycode has its other characters and their positions.
type v0Identifier struct{ ascii, punycode string }

func (id v0Identifier) empty() bool { return id.ascii == "" && id.punycode == "" }

// identifier: ["u"] length ["_"] bytes. A length that begins with 0 is 0: the digits after it are something else.
func (p *v0Printer) identifier() (id v0Identifier, ok bool) {
	if !p.sound() {
		return id, false
	}
	isPunycode := p.eat('u')
	length, ok := p.identifierLength()
	p.eat('_')
	if !ok || length > len(p.symbol)-p.next {
		p.fail(v0Invalid)
		return id, false
	}
	id.ascii = p.symbol[p.next : p.next+length]
	p.next += length
	if isPunycode {
		separator := strings.LastIndexByte(id.ascii, '_')
		id.ascii, id.punycode = id.ascii[:max(separator, 0)], id.ascii[separator+1:]
		if id.punycode == "" {
			p.fail(v0Invalid)
			return id, false
		}
	}
	return id, true
}

func (p *v0Printer) identifierLength() (length int, ok bool) {
	start := p.next
	for p.next < len(p.symbol) && '0' <= p.symbol[p.next] && p.symbol[p.next] <= '9' {
		length = length*10 + int(p.symbol[p.next]-'0')
		p.next++
		if length > len(p.symbol) {
			return 0, false
		}
		if length == 0 {
			break
		}
	}
	return length, p.next > start
}

// v0Origin is where to continue after a back reference.
type v0Origin struct {
	next, depth int
}

// follow reads the offset of a back reference, after its "B", and goes there. In silent mode it goes nowhere, and ok is
// false.
func (p *v0Printer) follow() (origin v0Origin, ok bool) {
	tag := p.next - 1
	target, ok := p.integer62()
	switch {
	case !ok:
		return origin, false
	case target >= uint64(tag):
		p.fail(v0Invalid)
		return origin, false
	case p.depth == maxV0Depth:
		p.fail(v0TooDeep)
		return origin, false
	case p.silent:
		return origin, false
	}
	origin = v0Origin{next: p.next, depth: p.depth}
	p.next = int(target)
	p.depth++
	p.following++
	return origin, true
}

// comeBack continues after a back reference. Only the size limit outlasts it.
func (p *v0Printer) comeBack(origin v0Origin) {
	p.next, p.depth = origin.next, origin.depth
	p.following--
	if !p.text.over {
		p.failure = ""
	}
}

// bind reads ["G" integer62], the number of lifetimes bound for what follows, and writes for<'a, 'b>. The caller
// subtracts the number from p.binders at the end of their scope.
func (p *v0Printer) bind() (count uint64, ok bool) {
	count, ok = p.optionalInteger62('G')
	if !ok || count == 0 || p.silent {
		return 0, ok
	}
	p.write("for<")
	for i := uint64(0); i < count && !p.text.over; i++ {
		if i > 0 {
			p.write(", ")
		}
		p.binders++
		p.writeLifetime(1)
	}
	p.write("> ")
	return count, true
}

// writeLifetime writes '_ for 0, and for a greater number the lifetime bound that many lifetimes further out: 'a to 'z
// from the outermost, then '_26 and so on.
func (p *v0Printer) writeLifetime(index uint64) {
	if p.silent {
		return
	}
	p.write("'")
	switch {
	case index == 0:
		p.write("_")
	case index > p.binders:
		p.fail(v0Invalid)
	case p.binders-index < 26:
		p.writeRune('a' + rune(p.binders-index))
	default:
		p.write("_")
		p.writeUint(p.binders-index, 10)
	}
}

// writeABI writes extern "C-unwind", which the symbol spells C_unwind.
func (p *v0Printer) writeABI(abi string) {
	p.write("extern \"")
	part, rest, more := strings.Cut(abi, "_")
	p.write(part)
	for more {
		p.write("-")
		part, rest, more = strings.Cut(rest, "_")
		p.write(part)
	}
	p.write("\" ")
}

func (p *v0Printer) writeIdentifier(id v0Identifier) {
	if p.silent || id.punycode == "" {
		p.write(id.ascii)
		return
	}
	var buffer [maxPunycodeRunes]rune
	if name, ok := decodePunycode(buffer[:0], id.ascii, id.punycode); ok {
		for _, r := range name {
			p.writeRune(r)
		}
		return
	}
	p.write("punycode{")
	if id.ascii != "" {
		p.write(id.ascii)
		p.write("-") // punycode normally has this delimiter
	}
	p.write(id.punycode)
	p.write("}")
}

func (p *v0Printer) write(s string) {
	if !p.silent {
		p.text.writeString(s)
		p.stopIfOver()
	}
}

func (p *v0Printer) writeRune(r rune) {
	if !p.silent {
		p.text.writeRune(r)
		p.stopIfOver()
	}
}

func (p *v0Printer) writeUint(value uint64, base int) {
	if !p.silent {
		p.text.writeUint(value, base)
		p.stopIfOver()
	}
}

// stopIfOver ends reading once nothing more can be written.
func (p *v0Printer) stopIfOver() {
	if p.text.over {
		p.failure = v0TooLong
	}
}
