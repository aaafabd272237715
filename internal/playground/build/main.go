// Command build puts the page in docs/playground together: one HTML file with everything in it, the library compiled to
// WebAssembly too. It needs no server, and its policy lets it load nothing and send nothing.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "bin/playground/index.html", "the file to write")
	flag.Parse()
	if err := run(*out); err != nil {
		log.Fatal(err)
	}
}

func run(out string) error {
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	program, err := compile(filepath.Join(filepath.Dir(out), "rustasync.wasm"))
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
	fmt.Printf("%s: %d kB, of which the library is %d kB in WebAssembly\n", out, len(page)/1000, len(program)/1000)
	return os.WriteFile(out, page, 0o644)
}

// compile returns the library in WebAssembly.
func compile(file string) ([]byte, error) {
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", file, "./internal/playground/wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("compile to WebAssembly: %w", err)
	}
	program, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return program, os.Remove(file) // the page has it
}

// readLoader returns the script with which Go's own toolchain starts such a program. It has to be of the same version.
func readLoader() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}
