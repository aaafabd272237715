// Package debuginfotest has the programs that tests read debug information from.
package debuginfotest

import (
	"archive/zip"
	"os"
	"testing"
)

// Unpack unpacks an archive of programs into a directory for the test. In internal/debuginfo/testdata, build.sh makes
// programs.zip and own.sh makes own.zip.
func Unpack(tb testing.TB, archive string) (directory string) {
	tb.Helper()
	reader, err := zip.OpenReader(archive)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = reader.Close() }() // it was only read
	directory = tb.TempDir()
	if err := os.CopyFS(directory, reader); err != nil {
		tb.Fatal(err)
	}
	return directory
}

// Forms are the same program of rustc 1.95 in programs.zip, with all forms of debug information but the plain one, which
// is 1.95/libfutures.so.
var Forms = []string{
	"1.95-dwarf5/libfutures.so",
	"1.95-split-unpacked4/libfutures.so",
	"1.95-split-unpacked5/libfutures.so",
	"1.95-split-packed4/libfutures.so",
	"1.95-split-packed5/libfutures.so",
	"compressed-zlib/libfutures.so",
	"compressed-gnu/libfutures.so",
	"compressed-zstd/libfutures.so",
	"linked/libfutures.so",
	"identified/libfutures.so",
	"named/libfutures.so",
}
