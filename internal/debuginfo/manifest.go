package debuginfo

// Cargo.toml beside a program's sources says which crates its files are of.
//
//	[package]
//	name = "shop-worker"
//	[lib]
//	name = "jobs"
//	[[bin]]
//	name = "worker"
//	path = "src/start.rs"

import (
	"path"
	"strings"
)

// manifest is what a Cargo.toml says of its package's crates.
type manifest struct {
	library string            // the crate of src/lib.rs and its modules, "" if there is none
	files   map[string]string // the crates that begin with a file, by its path from the package
}

// readManifest reads a Cargo.toml of which the keys that matter have a line each, as people write it. It has no name
// where the text is that of a workspace alone.
func readManifest(text string, hasFile func(string) bool) manifest {
	m := manifest{files: map[string]string{}}
	type target struct{ name, path string }
	var section string
	var current target
	var name string
	lib := target{path: "src/lib.rs"}
	end := func() {
		switch section {
		case "[package]":
			name = current.name
		case "[lib]":
			lib.name = current.name
			if current.path != "" {
				lib.path = current.path
			}
		case "[[bin]]", "[[example]]", "[[test]]", "[[bench]]":
			if current.path == "" && section == "[[bin]]" {
				current.path = "src/bin/" + current.name + ".rs"
			}
			m.files[path.Clean(current.path)] = crateNamed(current.name)
		}
		current = target{}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			end()
			section, _, _ = strings.Cut(line, "#")
			section = strings.TrimSpace(section)
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		value, _, _ = strings.Cut(strings.TrimLeft(strings.TrimSpace(value), `"'`), `"`)
		switch strings.TrimSpace(key) {
		case "name":
			current.name = value
		case "path":
			current.path = value
		}
	}
	end()
	if name == "" {
		return manifest{}
	}
	if lib.name == "" {
		lib.name = name
	}
	if lib.path = path.Clean(lib.path); hasFile(lib.path) {
		m.library = crateNamed(lib.name)
		m.files[lib.path] = m.library
	}
	if _, given := m.files["src/main.rs"]; !given {
		m.files["src/main.rs"] = crateNamed(name)
	}
	return m
}

// crateNamed returns the crate of a package or target.
func crateNamed(name string) string { return strings.ReplaceAll(name, "-", "_") }

// crateOf returns the crate that a file is of, "" if that is not said. The path is from the package.
func (m manifest) crateOf(file string) string {
	if crate := m.files[file]; crate != "" {
		return crate
	}
	if rest, ok := strings.CutPrefix(file, "src/bin/"); ok {
		name, _, folder := strings.Cut(rest, "/")
		if !folder {
			name = strings.TrimSuffix(name, ".rs")
		}
		return crateNamed(name)
	}
	if !strings.HasPrefix(file, "src/") {
		return ""
	}
	if m.library != "" {
		return m.library
	}
	return m.files["src/main.rs"]
}

// maxManifests bounds how many folders above a file are looked in for its Cargo.toml.
const maxManifests = 16

// crateOf returns the crate that a source file is of, as the Cargo.toml next above it says, and whether the crate begins with
// it; "" if there is none.
func (s *sources) crateOf(file string) (crate string, first bool) {
	if s == nil {
		return "", false
	}
	file = strings.ReplaceAll(file, `\`, "/")
	folder := path.Dir(file)
	for range maxManifests {
		if m := s.manifest(folder); m.files != nil {
			inside := strings.TrimPrefix(strings.TrimPrefix(file, folder), "/")
			return m.crateOf(inside), m.files[inside] != ""
		}
		if folder == "." || folder == "/" {
			return "", false
		}
		folder = path.Dir(folder)
	}
	return "", false
}

// manifest returns what the Cargo.toml of a folder says.
func (s *sources) manifest(folder string) manifest {
	if known, ok := s.manifests[folder]; ok {
		return known
	}
	var m manifest
	if text, ok := s.text(path.Join(folder, "Cargo.toml")); ok {
		m = readManifest(text, func(file string) bool {
			_, ok := s.text(path.Join(folder, file))
			return ok
		})
	}
	s.manifests[folder] = m
	return m
}
