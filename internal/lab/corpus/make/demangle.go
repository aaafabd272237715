package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// demangler runs the program demangle of testdata/programs, which uses the same library as std's backtrace. It must not
// be the project's own, which the corpus tests.
type demangler struct {
	input  io.Writer
	output *bufio.Reader
	known  map[string]string
}

func startDemangler(program string) (*demangler, error) {
	command := exec.Command(program)
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	// The program ends when this one does and its input closes.
	return &demangler{input, bufio.NewReader(output), map[string]string{}}, command.Start()
}

// name returns a symbol's alternate form.
func (d *demangler) name(symbol string) (string, error) {
	if name, ok := d.known[symbol]; ok {
		return name, nil
	}
	if _, err := fmt.Fprintln(d.input, symbol); err != nil {
		return "", err
	}
	name, err := d.output.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("demangle %q: %w", symbol, err)
	}
	name = strings.TrimSuffix(name, "\n")
	d.known[symbol] = name
	return name, nil
}
