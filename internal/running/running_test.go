package running

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"testing"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/commandtest"
)

// The program to start is this test itself: it listens on the ports that it gets, or says that one is taken.
func TestMain(m *testing.M) {
	port := os.Getenv("RUNNING_PORT")
	if port == "" {
		os.Exit(m.Run())
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	go func() { _ = http.Serve(listener, http.NotFoundHandler()) }() // ends with the program
	if os.Getenv("RUNNING_READY") != "" {
		http.DefaultServeMux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
		listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("RUNNING_READY"))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go func() { _ = http.Serve(listener, nil) }()
	}
	<-interrupted
	fmt.Println("stopped")
}

func program(t *testing.T, taken string) Program {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a program cannot be interrupted there")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	attempts := 0
	return Program{
		Ports: 2, Patience: time.Minute,
		Command: func(ports []string) *exec.Cmd {
			c := commandtest.Command(self).Process()
			c.Env = append(os.Environ(), "RUNNING_PORT="+ports[0], "RUNNING_READY="+ports[1])
			if attempts++; attempts < 3 && taken != "" {
				c.Env = append(c.Env, "RUNNING_READY="+taken)
			}
			return c
		},
		Ready: func(ports []string) string { return "http://127.0.0.1:" + ports[1] },
	}
}

func TestStartAndStop(t *testing.T) {
	process, err := Start(program(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	if process.HasEnded() {
		t.Error("it has ended")
	}
	if err := process.Stop(); err != nil {
		t.Error(err)
	}
	if !process.HasEnded() || process.Log() != "stopped\n" {
		t.Errorf("it did not end by itself: %q", process.Log())
	}
}

func TestStartAgainWhereAPortIsTaken(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, taken, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	process, err := Start(program(t, taken))
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Stop(); err != nil {
		t.Error(err)
	}
}

func TestProgramThatIsNeverReady(t *testing.T) {
	p := program(t, "")
	p.Command = func([]string) *exec.Cmd { return exec.Command("go", "no-such-command") }
	if _, err := Start(p); err == nil || errors.Is(err, ErrPortTaken) {
		t.Errorf("a program that ends: %v", err)
	}
	p = program(t, "")
	p.Patience = 50 * time.Millisecond
	p.Ready = func(ports []string) string { return "http://127.0.0.1:" + ports[0] } // this answers, but with another status
	if _, err := Start(p); err == nil {
		t.Error("a program that never says that it is ready is ready")
	}
}

func TestFreePortsAreDifferent(t *testing.T) {
	ports, err := FreePorts(50)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, port := range ports {
		seen[port] = true
	}
	if len(seen) != 50 {
		t.Errorf("%d different ports of 50", len(seen))
	}
}
