package debuginfo

// The sources of a program, by the names that its code has for them.

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/rustsource"
)

const (
	// maxSource bounds a source file that is read, in bytes.
	maxSource = 8 << 20
	// maxSources bounds how many are.
	maxSources = 1 << 16
)

// sources reads the source files that a program names. Relative names are looked for in directories, absolute ones where
// they say and, since builds can be elsewhere, by their ends in the directories too.
type sources struct {
	directories []string
	read        map[string]*rustsource.Source // by name; nil where there is no such file, or another
	manifests   map[string]manifest           // by folder
}

func newSources(directories []string) *sources {
	return &sources{directories: directories, read: map[string]*rustsource.Source{}, manifests: map[string]manifest{}}
}

// file returns the file with a name, nil if it is not there.
func (s *sources) file(name string) *rustsource.Source {
	if s == nil {
		return nil
	}
	if known, ok := s.read[name]; ok {
		return known
	}
	var source *rustsource.Source
	if text, ok := s.text(name); ok && len(s.read) < maxSources {
		source = rustsource.Parse(text)
	}
	s.read[name] = source
	return source
}

func (s *sources) text(name string) (string, bool) {
	local := filepath.FromSlash(strings.ReplaceAll(name, `\`, "/"))
	if filepath.IsAbs(local) {
		if text, ok := readSource(local); ok {
			return text, true
		}
	}
	for _, directory := range s.directories {
		for rest := strings.TrimLeft(local, string(filepath.Separator)); rest != ""; {
			if text, ok := readSource(filepath.Join(directory, rest)); ok {
				return text, true
			}
			if !filepath.IsAbs(local) {
				break
			}
			_, rest, _ = strings.Cut(rest, string(filepath.Separator))
		}
	}
	return "", false
}

// readable reports whether a file is one of Rust's by its name.
func readable(path string) bool {
	return strings.HasSuffix(path, ".rs") || filepath.Base(path) == "Cargo.toml"
}

// readSource reads a file of Rust. Names come from the program, and may be of anything.
func readSource(path string) (string, bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSource || !readable(path) {
		return "", false
	}
	file, err := os.Open(path)
	if err != nil {
		return "", false
	}
	defer func() { _ = file.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(file, maxSource))
	return string(text), err == nil
}

// forgetChanged forgets the files that are not those that the program was made of: bodies are where none is. A few can be, as
// code is read without understanding all of it. It returns the names of the files.
func (s *sources) forgetChanged(functions []machinecode.Function) []string {
	const few = 8 // of so many, one
	fit, other := map[string]int{}, map[string]int{}
	for i := range functions {
		for _, body := range functions[i].Bodies {
			switch source := s.file(body.At.File); {
			case source == nil:
			case source.At(positionOf(body.At)) == rustsource.None:
				other[body.At.File]++
			default:
				fit[body.At.File]++
			}
		}
	}
	var changed []string
	for _, file := range slices.Sorted(maps.Keys(other)) {
		if few*other[file] > fit[file] {
			s.read[file] = nil
			changed = append(changed, file)
		}
	}
	return changed
}

func positionOf(at machinecode.Location) rustsource.Position {
	return rustsource.Position{Line: at.Line, Column: at.Column}
}
