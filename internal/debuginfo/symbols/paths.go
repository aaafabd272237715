package symbols

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Paths returns the files that match the patterns today, each once. From a directory, it takes the files that are wanted.
func Paths(patterns []string, wanted func(file string) bool) []string {
	var paths []string
	for _, pattern := range patterns {
		matches, err := filepath.Glob(pattern)
		if err != nil || len(matches) == 0 && !isPattern(pattern) {
			matches = []string{pattern} // reading it will say what is wrong
		}
		for _, path := range matches {
			paths = append(paths, filesOf(path, wanted)...)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// isPattern reports whether a path can match other files than the one of that name.
func isPattern(path string) bool { return strings.ContainsAny(path, `*?[`) }

// filesOf returns the path itself, or if it is a directory, the wanted files in it. A dSYM bundle is a directory that is
// read as one file.
func filesOf(path string, wanted func(file string) bool) []string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() || inBundle(path) != path {
		return []string{path}
	}
	inside, err := filepath.Glob(filepath.Join(escaped(path), "*"))
	if err != nil {
		return []string{path}
	}
	return slices.DeleteFunc(inside, func(file string) bool { return !wanted(file) })
}
