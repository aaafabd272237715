package debuginfo

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
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
