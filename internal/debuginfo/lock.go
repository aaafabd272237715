package debuginfo

// What cargo wrote down of a program: Cargo.lock, or what cargo-auditable puts into the program, says which packages are
// the workspace's own.
//
//	[[package]]
//	name = "tokio-util"
//	version = "0.7.3"
//	source = "registry+https://github.com/rust-lang/crates.io-index"

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
)

// ErrNotLock is the error of a file that is no Cargo.lock.
var ErrNotLock = errors.New("not a Cargo.lock: no [[package]] in it")

const (
	// maxLock bounds a Cargo.lock in bytes; a large workspace's has half a megabyte.
	maxLock = 16 << 20
	// maxPackages bounds what cargo-auditable's section holds, in bytes of JSON.
	maxPackages = 16 << 20
	// auditSection is where cargo-auditable puts it (https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md).
	auditSection = "dep-v0"
)

// packages says whose the packages of a program are, by the name that a crate has by default: lib names can be others.
type packages map[string]origin.Origin

// add notes a package. A workspace can have one of a name that a registry has too.
func (p packages) add(name string, of origin.Origin) {
	crate := strings.ReplaceAll(name, "-", "_")
	if before, known := p[crate]; known && before != of {
		of = origin.Unknown
	}
	p[crate] = of
}

// readLock reads a Cargo.lock. It is TOML, of which cargo uses one key a line.
func readLock(path string) (packages, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(file, maxLock))
	if err != nil {
		return nil, err
	}
	found := packages{}
	name, of := "", origin.Own
	end := func() {
		if name != "" {
			found.add(name, of)
		}
		name, of = "", origin.Own
	}
	inside := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		key, value, _ := strings.Cut(line, " = ")
		switch {
		case strings.HasPrefix(line, "["):
			end()
			inside = line == "[[package]]"
		case inside && key == "name":
			name = strings.Trim(value, `"`)
		case inside && key == "source":
			of = origin.Package
		}
	}
	end()
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: %w", path, ErrNotLock)
	}
	return found, nil
}

// readAudit reads what cargo-auditable put into a program: JSON, compressed by zlib. It is nil where there is none.
//
//	{"packages":[{"name":"shop","version":"0.1.0","source":"local","root":true}, …]}
func readAudit(o object.Object) (packages, error) {
	section, err := o.Section(auditSection)
	if err != nil || section == nil {
		return nil, err
	}
	reader, err := zlib.NewReader(bytes.NewReader(section))
	if err != nil {
		return nil, fmt.Errorf("section .%s: %w", auditSection, err)
	}
	var audit struct {
		Packages []struct{ Name, Source string }
	}
	if err := json.NewDecoder(io.LimitReader(reader, maxPackages)).Decode(&audit); err != nil {
		return nil, fmt.Errorf("section .%s: %w", auditSection, err)
	}
	found := packages{}
	for _, p := range audit.Packages {
		of := origin.Package
		if p.Source == "local" {
			of = origin.Own
		}
		found.add(p.Name, of)
	}
	return found, nil
}

// apply corrects what is known of crates. A package's crate can have another name than the package, so of a crate that has
// no package's name nothing is said.
func (p packages) apply(crates map[string]origin.Origin) {
	for crate, of := range p {
		if of != origin.Unknown && !standardCrates[crate] {
			crates[crate] = of
		}
	}
}
