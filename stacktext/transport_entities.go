package stacktext

import (
	"html"
	"strings"
)

// Texts that went through HTML: < > & and quotes became entities.

// entityMark is in every text that has entities in the names of frames.
const entityMark = "&gt;"

// readEntities replaces the entities of the whole text and reads its stacks, if it may have any in names.
func (f *finder) readEntities() bool {
	if f.depth >= maxTransports || !strings.Contains(f.text, entityMark) {
		return false
	}
	var b unwrapper
	for i := 0; i < len(f.text); {
		n := strings.IndexByte(f.text[i:], '&')
		if n < 0 {
			n = len(f.text) - i
		}
		if n > 0 {
			b.copy(f.text[i:i+n], i)
			i += n
			continue
		}
		text, n := entity(f.text[i:])
		b.put(text, i, false)
		i += n
	}
	return f.readUnwrapped(b.done(len(f.text), htmlEscape))
}

// entity decodes the entity at the start of s and returns its length.
func entity(s string) (string, int) {
	const longest = len("&quot;")
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 0 {
		return s[:1], 1
	}
	return html.UnescapeString(s[:end+1]), end + 1
}
