package main

// Files compressed with xz, which the standard library does not support: archives of samples and inputs that fuzzing
// kept.

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// unxz returns the content of a file, decompressed with the program xz if its name says so.
func unxz(path string) ([]byte, error) {
	if filepath.Ext(path) != ".xz" {
		return os.ReadFile(path)
	}
	var complaint bytes.Buffer
	xz := exec.Command("xz", "--decompress", "--stdout", path)
	xz.Stderr = &complaint
	data, err := xz.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", path, err, complaint.String())
	}
	return data, nil
}

// eachMember calls f with each file in an archive.
func eachMember(path string, f func(name string, content []byte) error) error {
	data, err := unxz(path)
	if err != nil {
		return err
	}
	archive := tar.NewReader(bytes.NewReader(data))
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		content, err := io.ReadAll(archive)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := f(strings.TrimPrefix(header.Name, "./"), content); err != nil {
			return fmt.Errorf("%s: %s: %w", path, header.Name, err)
		}
	}
}

// eachKept calls f with each input that fuzzing kept for one of the targets. Without the program xz there are none.
func (in *inputs) eachKept(targets []string, f func(name string, content []byte) error) error {
	if _, err := exec.LookPath("xz"); err != nil {
		fmt.Fprintln(os.Stderr, "outputs: no program xz, so inputs that fuzzing kept are left out")
		return nil
	}
	return filepath.WalkDir(in.tree, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != in.tree && strings.HasPrefix(entry.Name(), "_") {
			return fs.SkipDir
		}
		target, isArchive := strings.CutSuffix(entry.Name(), ".tar.xz")
		if !isArchive || !slices.Contains(targets, target) {
			return nil
		}
		return eachMember(path, func(name string, content []byte) error {
			value, err := fuzzValue(string(content))
			if err != nil {
				return err
			}
			return f(target+"/"+name, value)
		})
	})
}

// fuzzValue returns the first value of an input in the encoding of Go's fuzzing:
//
//	go test fuzz v1
//	string("text")
func fuzzValue(encoded string) ([]byte, error) {
	lines := strings.SplitN(encoded, "\n", 3)
	if len(lines) < 2 || lines[0] != "go test fuzz v1" {
		return nil, errors.New("not an input of Go's fuzzing")
	}
	_, quoted, _ := strings.Cut(lines[1], "(")
	value, err := strconv.Unquote(strings.TrimSuffix(strings.TrimSpace(quoted), ")"))
	if err != nil {
		return nil, fmt.Errorf("%.40q: %w", lines[1], err)
	}
	return []byte(value), nil
}
