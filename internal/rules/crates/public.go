package crates

// Public crates: names that many programs take from a registry and none has as its own.

import (
	_ "embed"
	"strings"
	"sync"
)

// publicNames is public.txt, which `make public-crates` makes: comments, then names of libraries in the order of the alphabet.
//
//go:embed public.txt
var publicNames string

var public = sync.OnceValue(func() map[string]struct{} {
	names := make(map[string]struct{}, 3000)
	for line := range strings.Lines(publicNames) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.FieldsSeq(line) {
			names[name] = struct{}{}
		}
	}
	return names
})

// IsPublic reports whether the crate is one that many programs have from a registry, and none as its own. It is a guess: it
// is for crates of which nothing else is known.
func IsPublic(crate string) bool {
	_, known := public()[crate]
	return known
}
