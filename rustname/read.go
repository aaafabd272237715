package rustname

// From what a backtrace prints to what Parse reads: demangled, and without anything that differs between two builds.

import "strings"

// Read reads a name as a stack prints it: mangled or not, with or without the hash of a legacy name
// ("::h0123456789abcdef") or the crate disambiguators of a v0 one ("core[c1f1a4ba060b9bfa]").
func Read(printed string) (*Name, error) { return new(Parser).Read(printed) }

// Read is like the function Read, but the Name and all that it points to are only valid until the next call.
func (p *Parser) Read(printed string) (*Name, error) {
	if len(printed) > MaxLength {
		return nil, ErrTooLong
	}
	if looksMangled(printed) {
		if text, ok := Demangle(printed, false); ok && text != "" {
			return p.parse(text)
		}
	}
	if module := moduleEnd(printed); module > 0 && looksMangled(printed[module:]) {
		if text, ok := Demangle(printed[module:], false); ok && text != "" {
			return p.parse(printed[:module] + text)
		}
	}
	name := Strip(printed)
	if strings.IndexByte(name, '$') >= 0 {
		name = unescape(name)
	}
	if name != printed && looksMangled(name) {
		name = printed // a broken symbol, which might look valid without its escapes
	}
	return p.parse(name)
}

// unescape undoes the escapes of legacy names in a path that was demangled as if it were C++, as lldb and macOS's crash
// reports print it: app::f::_$u7b$$u7b$closure$u7d$$u7d$. The "$" of PDB's notation, async_fn$0, is not an escape.
func unescape(name string) string {
	if !strings.Contains(name, "$u") && !strings.Contains(name, "$LT$") && !strings.Contains(name, "$GT$") {
		return name
	}
	segments := strings.Split(name, "::")
	for i, segment := range segments {
		text := boundedText{limit: MaxLength}
		writeLegacyName(&text, segment)
		segments[i] = string(text.bytes)
	}
	return strings.Join(segments, "::")
}

// looksMangled is a cheap test before Demangle, for the prefixes that rustc-demangle accepts.
func looksMangled(s string) bool {
	if s == "" || s[0] != '_' && s[0] != 'Z' && s[0] != 'R' {
		return false // nearly every name
	}
	s = strings.TrimLeft(s, "_")
	return strings.HasPrefix(s, "ZN") || strings.HasPrefix(s, "R") && !strings.Contains(s, "::")
}

// hashLength is the length of "::h" and the 16 hexadecimal digits of a legacy name's hash
// (rustc_symbol_mangling/src/legacy.rs).
const hashLength = len("::h") + 16

// CutHash cuts off the hash that ends a legacy name, and reports whether it did. Names that differ only in that hash read
// the same.
func CutHash(printed string) (name string, cut bool) {
	end := len(printed) - hashLength
	if end < 0 || len(printed) > MaxLength || !isHash(printed[end:]) || strings.IndexByte("_ZR$", printed[moduleEnd(printed)]) >= 0 {
		return printed, false // it may be mangled, or be read as it is because it looks so
	}
	return printed[:end], true
}

// isHash reports whether a text is the hash at the end of a legacy name.
func isHash(tail string) bool { return strings.HasPrefix(tail, "::h") && isHex(tail[len("::h"):]) }

// Strip removes hash and crate disambiguators. A name without them comes back without allocation.
func Strip(name string) string {
	if strings.IndexByte(name, '[') > 0 {
		name = stripDisambiguators(name)
	}
	end := len(name)
	if end < hashLength || !strings.Contains(name, "::h") {
		return name
	}
	start := hashesAt(name, end)
	if start == end {
		// Linkers and gdb add a suffix after the hash: ".cold", ".llvm.123", " (.cold)".
		if end = strings.IndexAny(name, ". "); end < hashLength {
			return name
		}
		if start = hashesAt(name, end); start == end {
			return name
		}
	}
	return name[:start] + name[end:]
}

// hashesAt returns where the hashes that end at end start: if a name has several, all must go, or the next pass would
// take another.
func hashesAt(name string, end int) int {
	for end >= hashLength && isHash(name[end-hashLength:end]) {
		end -= hashLength
	}
	return end
}

// stripDisambiguators removes "[1a2b]" directly after an identifier, or after another. No array type is ever there. The
// number has no leading zeros, so it has 1 to 16 digits (rustc-demangle, v0.rs, print_path).
func stripDisambiguators(name string) string {
	var out []byte
	copied := 0
	for i := 1; i < len(name); i++ {
		if name[i] != '[' || !identifier[name[i-1]] && i != copied {
			continue
		}
		end := strings.IndexByte(name[i:min(len(name), i+18)], ']')
		if end < 2 || !isHex(name[i+1:i+end]) {
			continue
		}
		out = append(out, name[copied:i]...)
		copied = i + end + 1
		i = copied - 1
	}
	if copied == 0 {
		return name
	}
	return string(append(out, name[copied:]...))
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(s) > 0
}
