//go:build unix

package debuginfo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFileThatIsMadeShorter while it is open: its pages are gone, and to touch one is a fault.
func TestFileThatIsMadeShorter(t *testing.T) {
	path := filepath.Join(testPrograms(t), "1.95/libfutures.so")
	s := openSymbolizer(t, path)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	s.file.Release()
	if frames, err := s.Frames(s.file.Code()[0][0]); err == nil || !strings.HasPrefix(err.Error(), path+": damaged: ") {
		t.Errorf("%v, %v", frames, err)
	}
	if futures, err := Inspect(s.file); err == nil || !strings.HasPrefix(err.Error(), path+": damaged: ") {
		t.Errorf("%d futures, %v", len(futures), err)
	}
}
