package stackset

// Numbered names, so that functions and lines need not hold strings.

// Name is a number for a name to print.
type Name int32

// NoName marks lines whose function is unknown.
const NoName Name = -1

// Names numbers names.
type Names struct {
	texts []string
	index interner
}

// Number returns the number of a name.
func (n *Names) Number(text string) Name {
	number, known := n.index.find(DigestOf(text))
	if !known {
		n.texts = append(n.texts, text)
	}
	return Name(number)
}

// Text returns a name.
func (n *Names) Text(name Name) string { return n.texts[name] }

// Digest returns the digest of a name.
func (n *Names) Digest(name Name) Digest { return n.index.digests[name] }

// Len returns the number of names.
func (n *Names) Len() int { return len(n.texts) }
