// Package origin names whose code a crate is.
//
// An index of a program knows it of the program's crates; rules and profiles ask. Start at Origin.
package origin

// Origin says whose code something is.
type Origin uint8

// The origins. Unknown is the zero value.
const (
	Unknown Origin = iota
	Own            // the workspace's
	Package        // a package's, from a registry, a git checkout or a vendor folder
	Std            // the standard library's
)

// Origins is the number of origins.
const Origins = int(Std) + 1

var names = [Origins]string{"unknown", "own", "package", "std"}

// String returns the word that index files use.
func (o Origin) String() string { return names[o] }

// Parse returns the origin with this name, Unknown for any other word.
func Parse(word string) Origin {
	for o := range names {
		if names[o] == word {
			return Origin(o)
		}
	}
	return Unknown
}

// Join returns what holds if both are said of one crate: what they agree on, or what one of them knows.
func (o Origin) Join(other Origin) Origin {
	switch {
	case o == other, other == Unknown:
		return o
	case o == Unknown:
		return other
	}
	return Unknown
}
