package debuginfo

import (
	"bytes"
	"compress/zlib"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
)

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Cargo.lock")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n"
	write("version = 4\n\n[[package]]\nname = \"shop-core\"\nversion = \"0.1.0\"\ndependencies = [\n \"tokio\",\n]\n\n" +
		"[[package]]\nname = \"tokio-util\"\nversion = \"0.7.3\"\n" + registry +
		"\r\n[[package]]\r\nname = \"tower\"\r\nversion = \"0.5.0\"\r\nsource = \"git+https://github.com/tower-rs/tower#1234\"\r\n" +
		"[[package]]\nname = \"log\"\nversion = \"0.4.0\"\n[[package]]\nname = \"log\"\nversion = \"0.3.0\"\n" + registry +
		"[[package]]\nname = \"last\"\n[metadata]\nname = \"none\"\n")
	got, err := readLock(path)
	if err != nil {
		t.Fatal(err)
	}
	want := packages{
		"shop_core": origin.Own, "tokio_util": origin.Package, "tower": origin.Package, "log": origin.Unknown, "last": origin.Own,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	crates := map[string]origin.Origin{"tower": origin.Own, "worker": origin.Own, "log": origin.Package}
	got.apply(crates)
	if crates["tower"] != origin.Package || crates["worker"] != origin.Own || crates["log"] != origin.Package {
		t.Errorf("%v", crates)
	}
	write("not = \"a lock\"\n")
	if _, err := readLock(path); !errors.Is(err, ErrNotLock) {
		t.Errorf("%v", err)
	}
	if _, err := readLock(path + ".none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// audited is a program with a section of cargo-auditable.
type audited struct {
	object.Object
	section []byte
}

func (a audited) Section(name string) ([]byte, error) {
	if name != "dep-v0" {
		return nil, nil
	}
	return a.section, nil
}

func TestAudit(t *testing.T) {
	var section bytes.Buffer
	writer := zlib.NewWriter(&section)
	const json = `{"packages":[{"name":"shop","version":"0.1.0","source":"local","root":true},` +
		`{"name":"tokio-util","version":"0.7.3","source":"crates.io","dependencies":[0]},{"name":"tower","source":"git"}]}`
	if _, err := writer.Write([]byte(json)); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := readAudit(audited{section: section.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	want := packages{"shop": origin.Own, "tokio_util": origin.Package, "tower": origin.Package}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for length := 1; length < section.Len()-4; length++ {
		if _, err := readAudit(audited{section: section.Bytes()[:length]}); err == nil && length < section.Len()/2 {
			t.Errorf("%d bytes of %d are read", length, section.Len())
		}
	}
	if got, err := readAudit(audited{}); got != nil || err != nil {
		t.Errorf("%v, %v, though there is none", got, err)
	}
}

func TestManifest(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"worker\"]\n")
	write("app/Cargo.toml", "[package]\nname = \"shop-app\"\nversion = \"0.1.0\"\n[dependencies]\nlog = \"0.4\"\n")
	write("app/src/lib.rs", "")
	write("worker/Cargo.toml", "[package]\nname='shop-worker' # ours\n[lib]\nname = \"jobs\"\n[[bin]]\nname = \"worker\"\npath = \"src/start.rs\"\n")
	write("worker/src/lib.rs", "")
	write("tool/Cargo.toml", "[package]\nname = \"tool\"\n")
	write("tool/src/main.rs", "")
	s := newSources([]string{folder})
	for _, c := range []struct {
		file, crate string
		first       bool
	}{
		{"app/src/lib.rs", "shop_app", true},
		{"app/src/belts.rs", "shop_app", false},
		{"app/src/main.rs", "shop_app", true},
		{"worker/src/start.rs", "worker", true},
		{"worker/src/lib.rs", "jobs", true},
		{"worker/src/queue/mod.rs", "jobs", false},
		{"worker/src/bin/once.rs", "once", false},
		{"worker/src/bin/twice/part.rs", "twice", false},
		{"tool/src/part.rs", "tool", false},
		{"worker/build.rs", "", false},
		{"src/main.rs", "", false},
		{"/elsewhere/src/main.rs", "", false},
	} {
		if crate, first := s.crateOf(c.file); crate != c.crate || first != c.first {
			t.Errorf("%s is of %q, first %v, want %q, %v", c.file, crate, first, c.crate, c.first)
		}
	}
}
