// Command build assembles the page in docs/playground: one HTML file with everything in it, including the library
// compiled to WebAssembly. It needs no server, and its policy does not let it load or send anything.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/output"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "bin/playground/index.html", "the file to write; - is standard output")
	flag.Parse()
	if err := run(*out); err != nil {
		log.Fatal(err)
	}
}

func run(out string) error {
	program, err := compile()
	if err != nil {
		return err
	}
	loader, err := readLoader()
	if err != nil {
		return err
	}
	stacks, err := loadExamples(".")
	if err != nil {
		return err
	}
	page, err := assemble(os.DirFS("docs/playground"), loader, program, stacks)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	log.Printf("%s: %d kB, of which the library is %d kB in WebAssembly", out, len(page)/1000, len(program)/1000)
	return output.Write(out, os.Stdout, func(w io.Writer) error {
		_, err := w.Write(page)
		return err
	})
}

// compile compiles the library to WebAssembly.
func compile() ([]byte, error) {
	folder, err := os.MkdirTemp("", "rustasync-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	file := filepath.Join(folder, "rustasync.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", file, "./internal/playground/wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("compile to WebAssembly: %w", err)
	}
	return os.ReadFile(file)
}

// readLoader returns the script that Go's own toolchain has for starting such a program. Its version must match.
func readLoader() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}
