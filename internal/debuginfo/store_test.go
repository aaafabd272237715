package debuginfo

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// watched is a Store over a directory in which files come and go.
type watched struct {
	*testing.T
	*Store
	directory string
	warnings  []string // what was told of which file
}

// watch returns a Store of the paths, which are in a directory of their own.
func watch(t *testing.T, paths ...string) *watched {
	t.Helper()
	w := &watched{T: t, directory: t.TempDir()}
	for i := range paths {
		paths[i] = w.path(paths[i])
	}
	w.Store = NewStore(StoreOptions{Paths: paths, Warn: func(path string, err error) {
		w.warnings = append(w.warnings, filepath.Base(path)+": "+err.Error())
	}})
	return w
}

func (w *watched) path(name string) string { return filepath.Join(w.directory, name) }

func (w *watched) write(name string, data []byte) {
	w.Helper()
	if err := os.WriteFile(w.path(name), data, 0o600); err != nil {
		w.Fatal(err)
	}
}

func (w *watched) remove(name string) {
	w.Helper()
	if err := os.Remove(w.path(name)); err != nil {
		w.Fatal(err)
	}
}

// refresh holds that the Store then knows as much.
func (w *watched) refresh(what string, want Stats) {
	w.Helper()
	w.Refresh(context.Background())
	if diff := cmp.Diff(want, w.Stats(), cmpopts.IgnoreFields(Stats{}, "Memory")); diff != "" {
		w.Errorf("%s: (-want +got)\n%s", what, diff)
	}
}

// reading returns what is another each time that a file is read.
func (w *watched) reading(name string) *symbols.FileStamp { return &w.files[w.path(name)].stamps[0] }

func TestFileThatComesBackIsToldOfAgain(t *testing.T) {
	w := watch(t, "*.idx")
	for range 2 {
		w.write("shop.idx", []byte("cut off"))
		w.refresh("damaged", Stats{Failed: 1})
		w.refresh("still damaged", Stats{Failed: 1})
		w.remove("shop.idx")
		w.refresh("gone", Stats{})
	}
	if len(w.warnings) != 2 {
		t.Errorf("not told once each time: %q", w.warnings)
	}
	if len(w.files) != 0 {
		t.Errorf("files that are gone are still known: %v", w.files)
	}
}

func TestWhatIsGoneIsForgottenHoweverItWas(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		w := watch(t, "shop.idx")
		w.write("shop.idx", encoded(t, twins("shop")))
		w.refresh("loaded", Stats{Files: 1, Names: 1})
		if damaged {
			w.write("shop.idx", []byte("rustasync index\ncut off"))
			w.refresh("damaged", Stats{Failed: 1, Names: 1})
		}
		w.remove("shop.idx")
		w.refresh("gone", Stats{Failed: 1})
		changes := w.Changes()
		w.refresh("still gone", Stats{Failed: 1})
		if w.OfService("shop", "") != nil || w.Changes() != changes {
			t.Errorf("damaged %v: what was known is not forgotten, once", damaged)
		}
	}
}

// copyFile puts a copy of a file into the directory.
func (w *watched) copyFile(from, name string) {
	w.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(w.path(name)), 0o750)
	}
	if err != nil {
		w.Fatal(err)
	}
	w.write(name, data)
}

// apart are programs with debug information in a file of its own, and where that may lie.
var apart = map[string][2]string{
	"debug link":   {"linked/libfutures.so", "linked/debug.info"},
	".debug":       {"linked/libfutures.so", "linked/debug.info"},
	"build id":     {"identified/libfutures.so", "identified/.build-id/bc/1467a06cd10b13fe94f04ef2e56ef64ad47797.debug"},
	"name":         {"named/libfutures.so", "named/libfutures.so.debug"},
	"split unit":   {"1.95-split-unpacked4/libfutures.so", "1.95-split-unpacked4/futures.futures.3de727bad7aea230-cgu.0.rcgu.dwo"},
	"package":      {"1.95-split-packed4/libfutures.so", "1.95-split-packed4/libfutures.so.dwp"},
	"split unit 5": {"1.95-split-unpacked5/libfutures.so", "1.95-split-unpacked5/futures.futures.3de727bad7aea230-cgu.0.rcgu.dwo"},
	"package 5":    {"1.95-split-packed5/libfutures.so", "1.95-split-packed5/libfutures.so.dwp"},
}

func TestDebugInformationThatComesLater(t *testing.T) {
	programs := testPrograms(t)
	for name, files := range apart {
		program, apart := filepath.Join(programs, files[0]), filepath.Join(programs, files[1])
		later, err := filepath.Rel(filepath.Dir(program), apart)
		if err != nil {
			t.Fatal(err)
		}
		if name == ".debug" {
			later = filepath.Join(name, later)
		}
		w := watch(t, "libfutures.so")
		w.copyFile(program, "libfutures.so")
		w.refresh(name+": the program alone", Stats{Failed: 1})
		changes, reading := w.Changes(), w.reading("libfutures.so")
		w.refresh(name+": the program alone again", Stats{Failed: 1})
		if len(w.warnings) != 1 || w.Changes() != changes || w.reading("libfutures.so") != reading {
			t.Errorf("%s: it was read again, or what is missing is not told once: %q", name, w.warnings)
		}
		w.copyFile(apart, later)
		w.refresh(name+": all of it", Stats{Files: 1, Names: 8})
		changes, reading = w.Changes(), w.reading("libfutures.so")
		w.refresh(name+": all of it again", Stats{Files: 1, Names: 8})
		if len(w.warnings) != 1 || w.Changes() != changes || w.reading("libfutures.so") != reading {
			t.Errorf("%s: it was read again, or warned of: %q", name, w.warnings)
		}
	}
}

func TestDebugInformationThatIsReplaced(t *testing.T) {
	programs := testPrograms(t)
	const bundle = "libfutures.dylib.dSYM"
	inside := filepath.Join(bundle, "Contents", "Resources", "DWARF", "libfutures.dylib")
	w := watch(t, bundle)
	w.copyFile(filepath.Join(programs, "macho", inside), inside)
	w.refresh("a bundle", Stats{Files: 1, Names: 8})
	w.write(inside, []byte("cut off"))
	w.refresh("the file in it is damaged", Stats{Failed: 1, Names: 8})
	w.copyFile(filepath.Join(programs, "macho", inside), inside)
	w.refresh("and whole again", Stats{Files: 1, Names: 8})
}

func TestFileThatMayBeReadLater(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	allow := func(w *watched, name string, mode os.FileMode) {
		if err := os.Chmod(w.path(name), mode); err != nil {
			t.Fatal(err)
		}
	}
	w := watch(t, "shop.idx")
	w.write("shop.idx", encoded(t, twins("shop")))
	allow(w, "shop.idx", 0)
	w.refresh("not allowed", Stats{Failed: 1})
	allow(w, "shop.idx", 0o600)
	w.refresh("allowed", Stats{Files: 1, Names: 1})

	programs := testPrograms(t)
	w = watch(t, "libfutures.so")
	w.copyFile(filepath.Join(programs, "linked/libfutures.so"), "libfutures.so")
	w.copyFile(filepath.Join(programs, "linked/debug.info"), "debug.info")
	allow(w, "debug.info", 0)
	w.refresh("not allowed", Stats{Failed: 1})
	if len(w.warnings) != 1 || !strings.Contains(w.warnings[0], "permission denied") {
		t.Errorf("it is not told why: %q", w.warnings)
	}
	allow(w, "debug.info", 0o600)
	w.refresh("allowed", Stats{Files: 1, Names: 8})
}

func TestFileThatIsWrittenInPlace(t *testing.T) {
	for _, paths := range []string{"shop.idx", "*.idx", "."} {
		w := watch(t, paths)
		old, whole := encoded(t, twins("mail")), append(encoded(t, twins("shop")), encoded(t, twins("cart"))...)
		w.write("shop.idx", old)
		w.refresh(paths+": before", Stats{Files: 1, Names: 1})
		for length := range whole {
			if length == len(whole)/2 {
				continue // the first of the two indexes, which is whole by itself
			}
			w.write("shop.idx", whole[:length])
			w.refresh(fmt.Sprintf("%s: %d bytes of %d", paths, length, len(whole)), Stats{Failed: 1, Names: 1})
			if w.OfService("mail", "1.0") == nil || w.OfService("shop", "1.0") != nil {
				t.Fatalf("%s: %d bytes of %d are taken for an index", paths, length, len(whole))
			}
		}
		w.write("shop.idx", whole)
		w.refresh(paths+": whole", Stats{Files: 1, Names: 2})
		if w.OfService("shop", "1.0") == nil || w.OfService("mail", "1.0") != nil {
			t.Errorf("%s: the file is not known as it is", paths)
		}
	}
}

// A file that is overwritten without being cut off first, within one step of the time of modification, looks the same.
func TestFileThatIsWrittenWithoutASign(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := watch(t, "shop.idx")
		whole := encoded(t, twins("shop"))
		write := func(data []byte, written time.Time) {
			w.write("shop.idx", data)
			if err := os.Chtimes(w.path("shop.idx"), written, written); err != nil {
				t.Fatal(err)
			}
		}
		now := time.Now()
		write(append(bytes.Clone(whole[:len(whole)-4]), 0, 0, 0, 0), now)
		w.refresh("the end is not written yet", Stats{Failed: 1})
		write(whole, now)
		time.Sleep(symbols.TimestampStep)
		w.refresh("it is", Stats{Files: 1, Names: 1})

		reading := w.reading("shop.idx")
		write(encoded(t, twins("cart")), now)
		time.Sleep(symbols.TimestampStep)
		w.refresh("it has not changed for long", Stats{Files: 1, Names: 1})
		if w.reading("shop.idx") != reading {
			t.Error("a file that has not changed for long is read again")
		}
	})
}

func TestFileThatChangesWhileItIsRead(t *testing.T) {
	programs := testPrograms(t)
	w := watch(t, "libfutures.so")
	w.copyFile(filepath.Join(programs, "1.95/libfutures.so"), "libfutures.so")
	var read Loaded
	w.load = func(ctx context.Context, path string, progress func(float64)) (Loaded, error) {
		var err error
		if read, err = Load(ctx, path, progress); err != nil {
			t.Error(err)
		}
		w.copyFile(filepath.Join(programs, "1.63/libfutures.so"), "libfutures.so")
		return read, err
	}
	w.refresh("it is another one when it is read", Stats{Failed: 1})
	if !read.Program.Closed() {
		t.Error("the program is left open")
	}
	w.load = Load
	w.refresh("and then not any more", Stats{Files: 1, Names: 8})
	if len(w.warnings) != 1 || !strings.Contains(w.warnings[0], ErrChanging.Error()) {
		t.Errorf("it is not told: %q", w.warnings)
	}
}
