package output

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// says returns a function that writes a text.
func says(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := Write(file, io.Discard, says(text)); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, file, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, mode); err != nil {
		t.Fatal(err)
	}
}

func wantText(t *testing.T, file, want string) {
	t.Helper()
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, want %q", filepath.Base(file), got, err, want)
	}
}

// wantNames checks that a folder holds these files and nothing else was left behind.
func wantNames(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}

func TestStandardOutput(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"", "-"} {
		var out bytes.Buffer
		if err := Write(name, &out, says("text")); err != nil || out.String() != "text" {
			t.Errorf("%q: %q, %v", name, out.String(), err)
		}
	}
	wantNames(t, ".")
	write(t, "./-", "a file that has this name")
	wantNames(t, ".", "-")
}

func TestFile(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "out")
	write(t, file, "a longer text")
	wantText(t, file, "a longer text")
	write(t, file, "text")
	wantText(t, file, "text")
	t.Chdir(folder)
	write(t, "out", "here")
	wantText(t, file, "here")
	wantNames(t, folder, "out")
}

// TestFileIsReadForItself writes a file while reading it.
func TestFileIsReadForItself(t *testing.T) {
	file := filepath.Join(t.TempDir(), "out")
	put(t, file, "text", 0o644)
	err := Write(file, io.Discard, func(w io.Writer) error {
		before, err := os.ReadFile(file)
		return errors.Join(err, says(strings.ToUpper(string(before)))(w))
	})
	if err != nil {
		t.Error(err)
	}
	wantText(t, file, "TEXT")
}

func TestFailureLeavesWhatWasThere(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "out")
	put(t, file, "before", 0o644)
	broken := errors.New("broken")
	for _, name := range []string{file, filepath.Join(folder, "new")} {
		err := Write(name, io.Discard, func(w io.Writer) error { return errors.Join(says("half")(w), broken) })
		if !errors.Is(err, broken) {
			t.Error(err)
		}
	}
	wantText(t, file, "before")
	wantNames(t, folder, "out")
}

// TestErrorsNameTheFile checks that errors have the user's own name for the file, and no other.
func TestErrorsNameTheFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("folder", 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, "readonly", "before", 0o444)
	for _, name := range []string{"missing/out", "folder", "readonly/out", "new/"} {
		err := Write(name, io.Discard, says("text"))
		if err == nil || !strings.Contains(err.Error(), " "+name+": ") || strings.Contains(err.Error(), ".rustasync-") {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantNames(t, ".", "folder", "readonly")
}
