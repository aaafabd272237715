package main

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/output"
)

// archive is what will be written: a txtar archive, gzip-compressed.
type archive struct {
	comment string
	members []member
}

type member struct{ name, text string }

func (a *archive) add(name, text string) {
	a.members = append(a.members, member{name, text})
}

// write writes the members, grouped by form: similar texts are then within the compression window, which makes the
// archive smaller by a quarter.
func (a *archive) write(file string) error {
	slices.SortStableFunc(a.members, func(a, b member) int {
		return cmp.Compare(path.Base(a.name), path.Base(b.name))
	})
	var text strings.Builder
	fmt.Fprintln(&text, a.comment)
	for _, m := range a.members {
		fmt.Fprintf(&text, "-- %s --\n%s\n", m.name, strings.TrimSuffix(m.text, "\n"))
	}
	return output.Write(file, os.Stdout, func(out io.Writer) error {
		writer, err := gzip.NewWriterLevel(out, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := writer.Write([]byte(text.String())); err != nil {
			return err
		}
		return writer.Close()
	})
}
