package futures

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

func TestIndexHasTheFuturesOfItsProgram(t *testing.T) {
	program := filepath.Join(testPrograms(t), "1.95/libfutures.so")
	want, err := Load(program)
	if err != nil || len(want) == 0 {
		t.Fatalf("%d futures, %v", len(want), err)
	}
	loaded, err := debuginfo.Load(context.Background(), program, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer loaded.Program.Close()
	index := loaded.Indexes[0]
	write := func() string {
		path := filepath.Join(t.TempDir(), "futures.idx")
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := index.WriteTo(file); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if _, err := Load(write()); !errors.Is(err, ErrNotStored) {
		t.Errorf("an index without futures: %v", err)
	}
	if err := Store(index, want); err != nil {
		t.Fatal(err)
	}
	got, err := Load(write())
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-program +index)\n%s", diff)
	}
	index.Futures = index.Futures[:len(index.Futures)/2]
	if _, err := Load(write()); !errors.Is(err, debuginfo.ErrDamagedIndex) {
		t.Errorf("half of the futures: %v", err)
	}
}

func TestAdviceWithoutDebugInfo(t *testing.T) {
	path := filepath.Join(debuginfotest.Unpack(t, "../debuginfo/testdata/own.zip"), "stripped.so")
	if _, err := Load(path); !errors.Is(err, symbols.ErrNoDebugInfo) || !strings.Contains(err.Error(), symbols.Advice) {
		t.Errorf("no advice: %v", err)
	}
}
