// Command make writes an archive of testdata/corpus from the texts that the programs of testdata/programs wrote and from
// the debug information of their binaries. testdata/programs/build.sh calls it once per build:
//
//	make -runs /build/runs/1.95-v0-debug -binaries /build/target/1.95-v0-debug/debug -comment "…" -out FILE
//
// It prints what it counted: scenarios, frames, closure segments by kind, frames without truth.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run() error {
	runs := flag.String("runs", "", "directory with a directory per program, each with one per scenario")
	binaries := flag.String("binaries", "", "directory with the binaries that have debug information")
	libraries := flag.String("libraries", "", "the programs' own library crates, separated by commas")
	comment := flag.String("comment", "", "first line of the archive: how the build was made")
	demangle := flag.String("demangle", "", "the program demangle of testdata/programs")
	stripped := flag.Bool("stripped", false, "the programs ran without the debug information of the binaries")
	out := flag.String("out", "", "archive to write")
	flag.Parse()

	programs, err := filepath.Glob(filepath.Join(*runs, "*"))
	if err != nil {
		return err
	}
	demangler, err := startDemangler(*demangle)
	if err != nil {
		return err
	}
	archive := archive{comment: *comment}
	counts := newCounts()
	for _, program := range programs {
		name := filepath.Base(program)
		information, err := openBinary(filepath.Join(*binaries, name))
		if err != nil {
			return err
		}
		own := append(strings.Split(*libraries, ","), strings.ReplaceAll(name, "-", "_"))
		p := newProgram(name, own, resolver{information: information, demangler: demangler, stripped: *stripped})
		if err := p.addScenarios(&archive, program, counts); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	fmt.Print(counts)
	return archive.write(*out)
}
