package rules

// What the path of a source file says about whose code it is.

import "strings"

// origin is whose code a source file is.
type origin uint8

const (
	unknownOrigin origin = iota // no path, or one that says nothing
	stdSource                   // the standard library's
	packageSource               // a package's, from a registry, a git checkout or a vendor folder
	ownSource                   // below the directory the program was run in: src/main.rs
)

// sourceMarks are parts of paths and what they say. The first that occurs wins.
var sourceMarks = []struct {
	part   string
	origin origin
	reason string
}{
	{"/rustc/", stdSource, "the prefix that released toolchains map the sources of std to"},
	{"/rustc-", stdSource, "distributions build std in /usr/src/rustc-1.63.0"},
	{"/lib/rustlib/src/rust/", stdSource, "the component rust-src"},
	{"/registry/src/", packageSource, "cargo's registry cache"},
	{"/cargo/registry/", packageSource, "Debian's crates, and registry caches that were moved"},
	{"/git/checkouts/", packageSource, "cargo's git cache"},
	{"/vendor/", packageSource, "cargo vendor"},
}

// marked has the bytes that follow the slash in one of sourceMarks.
var marked = func() (table [256]bool) {
	for _, mark := range sourceMarks {
		table[mark.part[1]] = true
	}
	return table
}()

// stdFolders are where the sources of std stand relative to the compiler's, as paths start when they were built
// there, and since when.
var stdFolders = []string{
	"library/std/", "library/core/", "library/alloc/", "library/test/", "library/panic_unwind/",
	"library/panic_abort/", "library/unwind/", "library/backtrace/", "library/stdarch/", // 1.47 on
	"src/libstd/", "src/libcore/", "src/liballoc/", "src/libtest/", "src/libpanic_unwind/", // to 1.46
}

// ownFolders are the folders of a package that cargo compiles, relative to which its own code is named when the
// program runs where it was built.
var ownFolders = []string{"src/", "tests/", "examples/", "benches/"}

// sourceOf says whose a file is.
func sourceOf(file string) origin {
	if file == "" {
		return unknownOrigin
	}
	if strings.IndexByte(file, '\\') >= 0 {
		file = strings.ReplaceAll(file, `\`, "/")
	}
	for at := 0; at < len(file); at++ {
		if file[at] != '/' || at+1 == len(file) || !marked[file[at+1]] {
			continue
		}
		for _, mark := range sourceMarks {
			if strings.HasPrefix(file[at:], mark.part) {
				return mark.origin
			}
		}
	}
	relative := strings.TrimPrefix(file, "./")
	switch {
	case isBelow(relative, stdFolders):
		return stdSource
	case isBelow(relative, ownFolders) || relative != file && !inRelease(file):
		return ownSource // std prints what is below the directory that the program runs in as ./crates/tokio/src/lib.rs
	}
	return unknownOrigin
}

// isBelow reports whether a path starts with one of the folders. Its first byte alone says so of most that do not.
func isBelow(path string, folders []string) bool {
	for _, folder := range folders {
		if path != "" && path[0] == folder[0] && strings.HasPrefix(path, folder) {
			return true
		}
	}
	return false
}

// isRust reports whether the file is Rust code.
func isRust(file string) bool { return strings.HasSuffix(file, ".rs") }

// isForeign reports whether the file is code of another language. Some printers write <unknown> where there is none.
func isForeign(file string) bool {
	return strings.IndexByte(file[strings.LastIndexAny(file, `/\`)+1:], '.') > 0 && !isRust(file)
}

// names reports whether a folder of the path is named after the crate: "serde-json-1.0.91" is serde_json's.
func mentionsCrate(file, crate string) bool {
	for rest := file; rest != ""; {
		var folder string
		folder, rest, _ = strings.Cut(rest, "/")
		if len(folder) < len(crate) {
			continue
		}
		if sameCrate(folder[:len(crate)], crate) && (len(folder) == len(crate) || folder[len(crate)] == '-') {
			return true
		}
	}
	return false
}

// inRelease reports whether a folder of the path is named after a release, as in "tide-0.16.0/src/lib.rs": what is left of
// the path to a registry.
func inRelease(file string) bool {
	folders, _, _ := cutLast(strings.ReplaceAll(file, `\`, "/"), "/")
	for folder := range strings.SplitSeq(folders, "/") {
		if i := strings.LastIndexByte(folder, '-'); i > 0 && i+1 < len(folder) && folder[i+1] >= '0' && folder[i+1] <= '9' {
			return true
		}
	}
	return false
}

// sameCrate compares a package's name with a crate's, in which "-" became "_".
func sameCrate(folder, crate string) bool {
	for i := range len(crate) {
		if folder[i] != crate[i] && !(folder[i] == '-' && crate[i] == '_') {
			return false
		}
	}
	return true
}

// moduleOf returns the module that a file of std or of a package holds: "…/tokio-1.24.2/src/runtime/task/mod.rs" is
// tokio::runtime::task, "…/library/core/src/future/future.rs" core::future::future. "" where the path does not say it.
func moduleOf(file string) string {
	file = strings.ReplaceAll(file, `\`, "/")
	folders, inside, ok := cutLast(file, "/src/")
	if !ok {
		return ""
	}
	crate := folders[strings.LastIndexByte(folders, '/')+1:]
	if rest, old := strings.CutPrefix(inside, "lib"); old && isOldStd(rest) {
		crate, inside, _ = strings.Cut(rest, "/") // to 1.46: src/libcore/future/future.rs
	}
	module := append([]byte(nil), crateOfFolder(crate)...)
	for part := range strings.SplitSeq(strings.TrimSuffix(inside, ".rs"), "/") {
		if part != "mod" && part != "lib" && part != "main" {
			module = append(append(module, "::"...), part...)
		}
	}
	return string(module)
}

func isOldStd(inside string) bool {
	crate, _, ok := strings.Cut(inside, "/")
	return ok && stdCrates[crate]
}

// crateOfFolder returns the crate in the folder of a package: "serde-json-1.0.91" is serde_json.
func crateOfFolder(folder string) string {
	for i := 1; i < len(folder); i++ {
		if folder[i-1] == '-' && folder[i] >= '0' && folder[i] <= '9' {
			folder = folder[:i-1]
			break
		}
	}
	return strings.ReplaceAll(folder, "-", "_")
}

func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// hasFolder reports whether the path of a file has a folder in it.
func hasFolder(file string) bool { return strings.ContainsAny(file, `/\`) }
