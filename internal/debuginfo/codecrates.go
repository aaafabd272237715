package debuginfo

// Whose the crates of a program without debug information are: the files that the code of a crate's functions names say
// it. Code that was inlined brings files of others, so a file counts for a crate that its path fits.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// crateVotes counts, by crate, functions that name a file of an origin.
type crateVotes struct {
	votes map[string]*[origin.Origins]int
	files map[string]map[string]int // by file: what the functions of each crate that name it count
	tops  map[string]string         // by file: the crate that crateOfFile returns
	roots map[string][]string       // by crate, see rootsOf
	known map[string]origin.Origin  // by crate, see of

	packages packages // what cargo says, if it is known
	sources  *sources // nil if they are not at hand
}

// fitting is what a function counts for a file whose path fits its own: as much as several into which code of the file may
// have been inlined.
const fitting = 8

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
		crate = strings.Clone(crate)
		of = new([origin.Origins]int)
		v.votes[crate] = of
	}
	var seen [origin.Origins]bool
	if name.Text == crate+"::main" {
		seen[origin.Own] = true // libraries have none
	}
	for _, at := range code.Places {
		from := originOf("", at.File)
		weight := 1
		switch {
		case from == origin.Package && !mentionsCrate(at.File, crate):
			continue
		case from == origin.Own && fits(name, at.File):
			weight = fitting
		}
		if from != origin.Std {
			if v.files[at.File] == nil {
				v.files[at.File] = map[string]int{}
			}
			v.files[at.File][crate] += weight
		}
		seen[from] = true
	}
	for from, is := range seen {
		if is {
			of[from]++
		}
	}
}

// fits reports whether the path of a function begins with the modules that a file has.
func fits(name *rustname.Name, file string) bool {
	root, modules := splitFile(file)
	if isRootOf(modules, name.DefinedIn()) {
		return true
	}
	segments := name.Path.Segments[1:]
	if strings.HasSuffix(root, "/bin/") {
		return true
	}
	if len(modules) == 0 || len(modules) > len(segments) {
		return false // every path fits a crate's first file
	}
	for i, module := range modules {
		if segments[i].Of(name.Text) != module {
			return false
		}
	}
	return true
}

// isRootOf reports whether a file has the name of its crate: src/bin/shop.rs, or one that Cargo.toml names.
func isRootOf(modules []string, crate string) bool { return len(modules) == 1 && modules[0] == crate }

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

// of says whose a crate is. What is in a package's folder of its name is that package's; of the program's own are the
// crates that a file is of.
func (v *crateVotes) of(crate string) origin.Origin {
	if of, known := v.known[crate]; known {
		return of
	}
	of := v.decide(crate)
	if v.known == nil {
		v.known = map[string]origin.Origin{}
	}
	v.known[crate] = of
	return of
}

func (v *crateVotes) decide(crate string) origin.Origin {
	votes := v.votes[crate]
	switch {
	case standardCrates[crate]:
		return origin.Std
	case v.packages[crate] != origin.Unknown:
		return v.packages[crate]
	case votes == nil:
		return origin.Unknown
	case votes[origin.Package] > 0:
		return origin.Package
	case standardDependencies[crate] && votes[origin.Std] > 0:
		return origin.Std
	case votes[origin.Own] > 0 && v.hasFile(crate):
		return origin.Own
	}
	return origin.Unknown
}

// hasFile reports whether a crate is the one that a file is of, or has no file at all.
func (v *crateVotes) hasFile(crate string) bool {
	any := false
	for file, crates := range v.files {
		if crates[crate] > 0 {
			any = true
			if v.crateOfFile(file) == crate {
				return true
			}
		}
	}
	return !any
}

// all says whose the crates are of which it is known.
func (v *crateVotes) all() map[string]origin.Origin {
	all := map[string]origin.Origin{}
	for crate := range v.votes {
		if of := v.of(crate); of != origin.Unknown {
			all[crate] = of
		}
	}
	for file := range v.files { // of a crate whose functions are all in others
		if crate := v.crateOfFile(file); v.votes[crate] == nil && crate != "" && originOf("", file) == origin.Own {
			all[crate] = origin.Own
		}
	}
	return all
}

// crateOfFile returns the crate that a file is of. If no Cargo.toml says it: of the functions that name it, most are its, apart from those of crates
// that are known to be packages.
func (v *crateVotes) crateOfFile(file string) string {
	if best, known := v.tops[file]; known {
		return best
	}
	best, most := "", 0
	own := originOf("", file) == origin.Own
	if own {
		best, _ = v.sources.crateOf(file)
	}
	if best != "" {
		v.noteTop(file, best)
		return best
	}
	for crate, n := range v.files[file] {
		if own && (standardCrates[crate] || v.votes[crate][origin.Package] > 0) {
			continue
		}
		if n > most || n == most && crate < best {
			best, most = crate, n
		}
	}
	v.noteTop(file, best)
	return best
}

func (v *crateVotes) noteTop(file, crate string) {
	if v.tops == nil {
		v.tops = map[string]string{}
	}
	v.tops[file] = crate
}

// crateOfSource returns the crate that a file is of, also if no function of it names the file: that of another file in the
// same folder of modules.
func (v *crateVotes) crateOfSource(file string) string {
	if crate := v.crateOfFile(file); crate != "" {
		return crate
	}
	root, modules := splitFile(file)
	if strings.HasSuffix(root, "/bin/") && len(modules) == 0 {
		return "" // each file there is a crate
	}
	found := ""
	for other := range v.files {
		crate := v.crateOfFile(other)
		if of, _ := splitFile(other); of != root || crate == "" {
			continue
		}
		if found != "" && crate != found {
			return ""
		}
		found = crate
	}
	return found
}
