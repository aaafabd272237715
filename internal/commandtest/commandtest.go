// Package commandtest builds the command for tests, and runs it, also where it is built for another machine.
//
// In go a folder and arguments, out comes a process to start. Start at Build.
package commandtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// emulator is the variable with the program that runs programs of the tested architecture, as given to `go test -exec`:
// `make emulated` sets both.
const emulator = "TEST_EXEC"

// Command is the path of a program that was built for the machine that is tested.
type Command string

// Build builds the command of a package into a folder.
func Build(folder, pkg string) (Command, error) {
	file := filepath.Join(folder, "rustasync")
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", file, pkg).CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the command: %w\n%s", err, out)
	}
	return Command(file), nil
}

// Line returns what to run, and its arguments.
func (c Command) Line(args ...string) []string {
	return append(append(strings.Fields(os.Getenv(emulator)), string(c)), args...)
}

// Process returns the process that runs the command.
func (c Command) Process(args ...string) *exec.Cmd {
	line := c.Line(args...)
	return exec.Command(line[0], line[1:]...)
}
