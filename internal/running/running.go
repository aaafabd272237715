// Package running starts programs that listen on ports of this machine, for tests and demonstrations.
//
// In goes a program that takes its ports, and an address that answers once it is ready; out comes a process that listens
// there. A port that is free now may be taken by the time the program listens on it: then the program is started again,
// on other ports. Start at Start.
package running

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Program is what to start.
type Program struct {
	Ports int // how many ports it listens on
	// Command returns the command with its ports. It is called once for each attempt.
	Command func(ports []string) *exec.Cmd
	// Ready returns the address that answers with status 200 once the program is ready.
	Ready func(ports []string) string
	// Says is what the program prints once it listens, "" if it prints nothing. On fixed ports, another program may
	// answer in its place.
	Says string
	// Patience is how long the program may take to get ready, and to stop.
	Patience time.Duration
}

// Process is a running program.
type Process struct {
	*exec.Cmd
	Ports []string

	patience time.Duration
	ended    chan struct{}
	mutex    sync.Mutex
	log      bytes.Buffer
}

const (
	attempts = 10
	interval = 20 * time.Millisecond // between two checks whether a program is ready
	// longestAnswer limits a check: another program may have the port and never answer.
	longestAnswer = 5 * time.Second
)

// ErrPortTaken is the error of a program that ended because another listens on one of its ports.
var ErrPortTaken = errors.New("a port was taken")

// Start starts a program and waits until it is ready.
func Start(p Program) (*Process, error) {
	for attempt := 1; ; attempt++ {
		process, err := start(p)
		if !errors.Is(err, ErrPortTaken) || attempt == attempts {
			return process, err
		}
	}
}

func start(p Program) (*Process, error) {
	ports, err := FreePorts(p.Ports)
	if err != nil {
		return nil, err
	}
	process := &Process{Cmd: p.Command(ports), Ports: ports, patience: p.Patience, ended: make(chan struct{})}
	process.Stdout, process.Stderr = process, process
	if err := process.Cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = process.Cmd.Wait() // its log says how it ended
		close(process.ended)
	}()
	if err := process.await(p.Ready(ports), p.Says); err != nil {
		process.Kill()
		return nil, err
	}
	return process, nil
}

// await waits until the process is ready. If the answer comes from another program that took the port, the process ends
// soon.
func (p *Process) await(address, says string) error {
	client := http.Client{Timeout: min(p.patience, longestAnswer)}
	for deadline := time.Now().Add(p.patience); time.Now().Before(deadline); time.Sleep(interval) {
		if p.HasEnded() {
			return p.failure("ended before it was ready")
		}
		if !strings.Contains(p.Log(), says) {
			continue
		}
		response, err := client.Get(address)
		if err == nil && response.Body.Close() == nil && response.StatusCode == http.StatusOK && !p.HasEnded() {
			return nil
		}
	}
	return p.failure(fmt.Sprintf("was not ready after %v", p.patience))
}

// portTaken is how operating systems say that a port is already in use.
var portTaken = []string{"address already in use", "Only one usage of each socket address"}

func (p *Process) failure(what string) error {
	log := p.Log()
	err := fmt.Errorf("%s %s, and printed:\n%s", filepath.Base(p.Path), what, log)
	for _, text := range portTaken {
		if strings.Contains(log, text) {
			return errors.Join(ErrPortTaken, err)
		}
	}
	return err
}

// Write collects what the process prints.
func (p *Process) Write(text []byte) (int, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.log.Write(text)
}

// Log returns what the process has printed.
func (p *Process) Log() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.log.String()
}

// HasEnded reports whether the process has ended.
func (p *Process) HasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// Stop asks the process to end by itself, which makes a Collector send what it holds.
func (p *Process) Stop() error {
	_ = p.Cmd.Process.Signal(os.Interrupt) // it may have ended already
	select {
	case <-p.ended:
		return nil
	case <-time.After(p.patience):
		p.Kill()
		return fmt.Errorf("%s had not stopped after %v", filepath.Base(p.Path), p.patience)
	}
}

// Kill ends the process, whatever it is doing.
func (p *Process) Kill() {
	_ = p.Cmd.Process.Kill() // an error means that it has already ended
	<-p.ended
}

// FreePorts chooses ports below those that systems assign themselves (Linux from 32768, others from 49152), to
// connections and to programs that ask for any port: little else takes one meanwhile.
const (
	firstPort = 20000
	lastPort  = 32000
)

// FreePorts returns ports of the loopback address on which nobody listens.
func FreePorts(n int) ([]string, error) {
	ports := make([]string, 0, n)
	for tries := 0; len(ports) < n; tries++ {
		port := firstPort + rand.IntN(lastPort-firstPort)
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			if tries > 1000 {
				return nil, err
			}
			continue
		}
		defer listener.Close() // after the loop, so that no port is chosen twice
		ports = append(ports, strconv.Itoa(port))
	}
	return ports, nil
}
