//go:build unix

package debuginfo_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/futures"
)

// TestFileThatIsMadeShorter while it is open: its pages are gone, and touching one is a fault.
func TestFileThatIsMadeShorter(t *testing.T) {
	path := filepath.Join(programs(t), "1.95/libfutures.so")
	file, err := symbols.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s, err := debuginfo.NewSymbolizer(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	file.Release()
	if frames, err := s.Frames(file.Code()[0][0]); err == nil || !strings.HasPrefix(err.Error(), path+": damaged: ") {
		t.Errorf("%v, %v", frames, err)
	}
	if all, err := futures.Inspect(file); err == nil || !strings.HasPrefix(err.Error(), path+": damaged: ") {
		t.Errorf("%d futures, %v", len(all), err)
	}
}
