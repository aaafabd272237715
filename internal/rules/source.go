package rules

// What the path of a source file says about whose code it is.

import "strings"

// source is whose code a source file is, as far as its path says.
type source uint8

const (
	unknownSource source = iota // no path, or no file of Rust's
	silent                      // a file without a folder, or relative to one that is not known: src/lib.rs
	elsewhere                   // a path that is none of those below
	stdSource                   // the standard library's
	packageSource               // a package's, from a registry or a git checkout
	vendored                    // below a folder for copies of packages
	ownSource                   // below the directory the program was run in: ./src/main.rs
)

// isRust reports whether the path is one of Rust code that says anything.
func (s source) isRust() bool { return s > silent }

// of returns whose a file is that a function of the crate is in: a folder named after the crate and a version is a package's
// wherever it lies, and a folder for copies of packages only counts where one in it is named after the crate.
func (s source) of(file, crate string) source {
	switch s {
	case elsewhere:
		if mentionsRelease(file, crate) {
			return packageSource
		}
	case stdSource:
		if mentionsCrate(file, crate) {
			return packageSource // std's own dependency: /usr/src/rustc-1.63.0/vendor/hashbrown
		}
	case vendored:
		if mentionsCrate(file, crate) {
			return packageSource
		}
		return elsewhere
	}
	return s
}

// sourceMarks are parts of paths and what they say. The first that occurs wins.
var sourceMarks = []struct {
	part   string
	source source
	reason string
}{
	{"/rustc/", stdSource, "the prefix that released toolchains map the sources of std to"},
	{"/rustc-", stdSource, "distributions build std in /usr/src/rustc-1.63.0"},
	{"/lib/rustlib/src/rust/", stdSource, "the component rust-src"},
	{"/registry/src/", packageSource, "cargo's registry cache"},
	{"/cargo/registry/", packageSource, "Debian's crates, and registry caches that were moved"},
	{"/git/checkouts/", packageSource, "cargo's git cache"},
	{"/rust/deps/", packageSource, "where std's own dependencies are built"},
	{"/crate_index__", packageSource, "external/crate_index__serde-1.0.228: Bazel's rules_rust"},
	{"/vendor/", vendored, "cargo vendor"},
}

// marked has the bytes that follow the slash in one of sourceMarks.
var marked = func() (table [256]bool) {
	for _, mark := range sourceMarks {
		table[mark.part[1]] = true
	}
	return table
}()

// vendorFolders are the ends of the names of folders for copies of packages.
var vendorFolders = []struct{ end, reason string }{
	{"-vendor-cargo-deps/", "Nix: /nix/store/…-vendor-cargo-deps/c19b7c6f/sqlx-core-0.7.3"},
	{"-vendor/", "Nix and Guix: /build/pixi-0.46.0-vendor/redis-0.24.0"},
	{"/third_party/", "Chromium, Android and Buck"},
}

// stdFolders are where the sources of std stand relative to the compiler's, as paths start when they were built
// there, and since when.
var stdFolders = []string{
	"library/std/", "library/core/", "library/alloc/", "library/test/", "library/panic_unwind/",
	"library/panic_abort/", "library/unwind/", "library/backtrace/", "library/stdarch/", // 1.47 on
	"src/libstd/", "src/libcore/", "src/liballoc/", "src/libtest/", "src/libpanic_unwind/", // to 1.46
}

// ownFolders are the folders of a package that cargo compiles for the package itself alone. What starts with src/ says
// nothing: debuggers print paths relative to the folder that a crate was compiled in, dependencies too.
var ownFolders = []string{"tests/", "examples/", "benches/"}

// sourceOf says whose a file is.
func sourceOf(file string) source {
	if !isRust(file) {
		return unknownSource
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
				return mark.source
			}
		}
	}
	relative := strings.TrimPrefix(file, "./")
	switch {
	case strings.HasPrefix(file, "./src/"):
		return ownSource
	case isBelow(relative, stdFolders) || isReleasedStd(file):
		return stdSource
	case isVendored(file):
		return vendored
	case isBelow(relative, ownFolders) || relative != file && !inRelease(file):
		return ownSource // std prints what is below the directory that the program runs in as ./crates/tokio/src/lib.rs
	case strings.HasPrefix(file, "src/") || !hasFolder(file):
		return silent
	}
	return elsewhere
}

// isReleasedStd reports whether a path starts with rustc/ and a commit's hash: that is how a program prints it that runs in /.
func isReleasedStd(file string) bool {
	rest, ok := strings.CutPrefix(file, "rustc/")
	hash, rest, _ := strings.Cut(rest, "/")
	return ok && len(hash) == 40 && (strings.HasPrefix(rest, "library/") || strings.HasPrefix(rest, "src/"))
}

func isVendored(file string) bool {
	if strings.HasPrefix(file, "vendor/") {
		return true
	}
	for _, folder := range vendorFolders {
		if strings.Contains(file, folder.end) {
			return true
		}
	}
	return false
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

// mentionsCrate reports whether a folder of the path is named after the crate: "serde-json-1.0.91" is serde_json's.
func mentionsCrate(file, crate string) bool { return findCrate(file, crate, false) }

// mentionsRelease reports whether a folder of the path is named after the crate and a version of it.
func mentionsRelease(file, crate string) bool { return findCrate(file, crate, true) }

func findCrate(file, crate string, released bool) bool {
	if crate == "" {
		return false
	}
	for rest := file; rest != ""; {
		end := strings.IndexAny(rest, `/\`)
		if end < 0 {
			return false // the file itself
		}
		folder := rest[:end]
		rest = rest[end+1:]
		if i := strings.LastIndex(folder, "__"); i >= 0 {
			if isFolderOf(folder[i+2:], crate, released) {
				return true // Bazel's crate_index__serde-1.0.228
			}
		}
		if isFolderOf(folder, crate, released) {
			return true
		}
	}
	return false
}

// isFolderOf reports whether a folder is named after the crate, with or without a version.
func isFolderOf(folder, crate string, released bool) bool {
	if len(folder) < len(crate) || !sameCrate(folder[:len(crate)], crate) {
		return false
	}
	version := folder[len(crate):]
	if released {
		return len(version) > 1 && version[0] == '-' && version[1] >= '0' && version[1] <= '9'
	}
	return version == "" || version[0] == '-'
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
