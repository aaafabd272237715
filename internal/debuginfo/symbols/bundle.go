package symbols

import (
	"os"
	"path/filepath"
	"strings"
)

// inBundle returns the file inside a dSYM bundle, and any other path unchanged. The layout is the one that Apple's
// dsymutil writes.
func inBundle(path string) string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return path
	}
	files, err := filepath.Glob(filepath.Join(escaped(path), "Contents", "Resources", "DWARF", "*"))
	if err != nil || len(files) == 0 {
		return path
	}
	return files[0]
}

// escaped turns a path into a pattern that matches this path alone.
func escaped(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
