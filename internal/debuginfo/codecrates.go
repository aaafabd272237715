package debuginfo

// Whose the crates of a program without debug information are: the files that the code of a crate's functions names say
// it. Code that was inlined brings files of others, so the crate's own are in the majority.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// crateVotes counts, by crate, functions that name a file of an origin.
type crateVotes struct {
	votes map[string]*[origin.Origins]int
	files map[string]map[string]int // by file: how many functions of each crate name it
	roots map[string][]string       // by crate, see rootsOf
}

// add takes up a function that says in which crate it is defined.
func (v *crateVotes) add(name *rustname.Name, code *machinecode.Function) {
	crate := name.DefinedIn()
	if crate == "" {
		return
	}
	if v.votes == nil {
		v.votes, v.files = map[string]*[origin.Origins]int{}, map[string]map[string]int{}
	}
	of := v.votes[crate]
	if of == nil {
		of = new([origin.Origins]int)
		v.votes[strings.Clone(crate)] = of
	}
	var seen [origin.Origins]bool
	for _, at := range code.Places {
		from := originOf("", at.File)
		if from == origin.Package && !mentionsCrate(at.File, crate) {
			continue
		}
		seen[from] = true
		if from != origin.Std {
			if v.files[at.File] == nil {
				v.files[at.File] = map[string]int{}
			}
			v.files[at.File][strings.Clone(crate)]++
		}
	}
	for from, is := range seen {
		if is {
			of[from]++
		}
	}
}

// mentionsCrate reports whether a folder of a path is named after a crate: serde-json-1.0.91 is serde_json's.
func mentionsCrate(file, crate string) bool {
	for folder := range strings.SplitSeq(strings.ReplaceAll(file, `\`, "/"), "/") {
		folder = strings.ReplaceAll(folder, "-", "_")
		if rest, ok := strings.CutPrefix(folder, crate); ok && (rest == "" || rest[0] == '_') {
			return true
		}
	}
	return false
}

// of says whose a crate is.
func (v *crateVotes) of(crate string) origin.Origin {
	votes := v.votes[crate]
	switch {
	case standardCrates[crate]:
		return origin.Std
	case votes == nil:
		return origin.Unknown
	case votes[origin.Own] > votes[origin.Package]:
		return origin.Own
	case votes[origin.Package] > votes[origin.Own]:
		return origin.Package
	case standardDependencies[crate] && votes[origin.Std] > 0:
		return origin.Std
	}
	return origin.Unknown
}

// all says whose the crates are of which it is known.
func (v *crateVotes) all() map[string]origin.Origin {
	all := map[string]origin.Origin{}
	for crate := range v.votes {
		if of := v.of(crate); of != origin.Unknown {
			all[crate] = of
		}
	}
	return all
}

// crateOfFile returns the crate that a file is of: of the functions that name it, most are its.
func (v *crateVotes) crateOfFile(file string) string {
	best, most := "", 0
	for crate, n := range v.files[file] {
		if n > most || n == most && crate < best {
			best, most = crate, n
		}
	}
	return best
}
