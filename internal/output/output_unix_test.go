//go:build unix

package output

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// umask sets the umask for a test, which then must not run in parallel.
func umask(t *testing.T, mask int) {
	before := syscall.Umask(mask)
	t.Cleanup(func() { syscall.Umask(before) })
}

func wantMode(t *testing.T, file string, want fs.FileMode) {
	t.Helper()
	info, err := os.Lstat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != want {
		t.Errorf("the mode of %s is %v, want %v", filepath.Base(file), info.Mode(), want)
	}
}

func inode(t *testing.T, file string) uint64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Sys().(*syscall.Stat_t).Ino
}

func TestMode(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "out")
	for mask, want := range map[int]fs.FileMode{0o022: 0o644, 0o077: 0o600, 0o002: 0o664} {
		umask(t, mask)
		write(t, file, "text")
		wantMode(t, file, want)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	for _, mode := range []fs.FileMode{0o600, 0o755, 0o666} {
		put(t, file, "before", mode)
		write(t, file, "text")
		wantText(t, file, "text")
		wantMode(t, file, mode)
	}
}

// TestOwner checks that root keeps the owner of a file; others cannot give files away.
func TestOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give files to others")
	}
	file := filepath.Join(t.TempDir(), "out")
	put(t, file, "before", 0o640)
	if err := os.Chown(file, 12, 34); err != nil {
		t.Skip(err) // in a container that knows no such user
	}
	write(t, file, "text")
	wantText(t, file, "text")
	wantMode(t, file, 0o640)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if s := info.Sys().(*syscall.Stat_t); s.Uid != 12 || s.Gid != 34 {
		t.Errorf("the file is %d:%d's", s.Uid, s.Gid)
	}
}

func TestLinks(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"there", "there/below"} {
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	put(t, "file", "before", 0o604)
	links := []struct{ name, to, target string }{
		{"link", "file", "file"},
		{"absolute", filepath.Join(folder, "file"), "file"},
		{"chain", "link", "file"},
		{"dangling", "there/new", "there/new"},
		{"dangling chain", "dangling", "there/new"},
		{"there/up", "../new", "new"},
		{"folder", "there/below", ""},
		{"over a folder", "folder/../beside", "there/beside"}, // not ./beside
	}
	for _, l := range links {
		if err := os.Symlink(l.to, l.name); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range links {
		if l.target == "" {
			continue
		}
		write(t, l.name, l.name)
		wantText(t, l.target, l.name)
		if to, err := os.Readlink(l.name); err != nil || to != l.to {
			t.Errorf("%s is a link to %q, %v", l.name, to, err)
		}
	}
	wantMode(t, "file", 0o604)
	wantNames(t, "there", "below", "beside", "new", "up")
	if err := os.Symlink("circle", "circle"); err != nil {
		t.Fatal(err)
	}
	if err := Write("circle", io.Discard, says("")); !errors.Is(err, syscall.ELOOP) {
		t.Error(err)
	}
}

func TestHardLinks(t *testing.T) {
	folder := t.TempDir()
	file, other := filepath.Join(folder, "out"), filepath.Join(folder, "other")
	put(t, file, "a longer text before", 0o644)
	if err := os.Link(file, other); err != nil {
		t.Fatal(err)
	}
	write(t, file, "text")
	wantText(t, other, "text")
	if inode(t, file) != inode(t, other) {
		t.Error("the names are two files now")
	}
	if err := Write(file, io.Discard, func(io.Writer) error { return errors.New("broken") }); err == nil {
		t.Error("no error")
	}
	wantText(t, file, "text")
}

// TestReplacedAtOnce checks that a file that somebody has open or mapped is not written into.
func TestReplacedAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "out")
	put(t, file, "before", 0o644)
	reader, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	write(t, file, "after")
	if old, err := io.ReadAll(reader); err != nil || string(old) != "before" {
		t.Errorf("who had the file open reads %q, %v", old, err)
	}
}

// TestFolderThatTakesNoFiles writes a file in a folder where no other can be created.
func TestFolderThatTakesNoFiles(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "out")
	put(t, file, "a longer text before", 0o640)
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	write(t, file, "text")
	wantText(t, file, "text")
	wantMode(t, file, 0o640)
	fresh := filepath.Join(folder, "new")
	err := Write(fresh, io.Discard, says("text"))
	if want := "open " + fresh + ": permission denied"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestFileThatMayNotBeWritten(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	file := filepath.Join(t.TempDir(), "out")
	put(t, file, "before", 0o444)
	if err := Write(file, io.Discard, says("text")); !errors.Is(err, fs.ErrPermission) {
		t.Error(err)
	}
	wantText(t, file, "before")
}

func TestFIFO(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		text, err := os.ReadFile(fifo)
		got <- fmt.Sprint(string(text), err)
	}()
	write(t, fifo, "text")
	if text := <-got; text != "text<nil>" {
		t.Errorf("through the FIFO came %s", text)
	}
	wantMode(t, fifo, fs.ModeNamedPipe|0o600)
}

// memoryDevice returns a memory device: one that the test makes itself if root could break the system's.
func memoryDevice(t *testing.T, name string, minor int) string {
	t.Helper()
	device := filepath.Join("/dev", name)
	if info, err := os.Stat(device); err != nil || info.Mode().IsRegular() {
		t.Skip("no such device")
	}
	if os.Getuid() != 0 {
		return device
	}
	device = filepath.Join(t.TempDir(), name)
	if err := makeMemoryDevice(device, minor); err != nil {
		t.Skip(err) // in a container that may have none
	}
	if out, err := os.OpenFile(device, os.O_WRONLY, 0); err != nil {
		t.Skip(err) // on a file system that has none
	} else if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return device
}

func TestDevice(t *testing.T) {
	device := memoryDevice(t, "null", 3)
	write(t, device, "text")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(device, link); err != nil {
		t.Fatal(err)
	}
	write(t, link, "text")
	for file, want := range map[string]fs.FileMode{device: fs.ModeDevice | fs.ModeCharDevice, link: fs.ModeSymlink} {
		if info, err := os.Lstat(file); err != nil || info.Mode().Type() != want {
			t.Errorf("%s became %v, %v", file, info.Mode(), err)
		}
	}
}

func TestSocket(t *testing.T) {
	folder, err := os.MkdirTemp("", "o") // the paths of sockets are short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	socket := filepath.Join(folder, "s")
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Close(fd) }()
	if err := syscall.Bind(fd, &syscall.SockaddrUnix{Name: socket}); err != nil {
		t.Skip(err)
	}
	if err := Write(socket, io.Discard, says("text")); err == nil {
		t.Error("a socket cannot be opened")
	}
	if info, err := os.Lstat(socket); err != nil || info.Mode().Type() != fs.ModeSocket {
		t.Errorf("the socket became %v, %v", info.Mode(), err)
	}
	wantNames(t, folder, "s")
}

// TestDescriptors writes to names of files that the process has open.
func TestDescriptors(t *testing.T) {
	if _, err := os.Stat("/dev/fd/1"); err != nil {
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "out")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := out.WriteString("first "); err != nil {
		t.Fatal(err)
	}
	before := inode(t, file)
	name := fmt.Sprintf("/dev/fd/%d", out.Fd())
	if err := Write(name, out, says("text")); err != nil { // as standard output
		t.Error(err)
	}
	wantText(t, file, "first text")
	write(t, name, "by itself")
	wantText(t, file, "by itself")
	if inode(t, file) != before {
		t.Error("the file that was open is another now")
	}
}

func TestDiskIsFull(t *testing.T) {
	device := memoryDevice(t, "full", 7)
	t.Chdir(t.TempDir())
	if err := os.Symlink(device, "full"); err != nil {
		t.Fatal(err)
	}
	err := Write("full", io.Discard, says("text"))
	if want := "write full: no space left on device"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestSignals runs itself as a process that a signal ends while it writes.
func TestSignals(t *testing.T) {
	if file := os.Getenv("OUTPUT_OF_TEST"); file != "" {
		_ = Write(file, io.Discard, func(w io.Writer) error {
			_ = says("half")(w)
			fmt.Println("writing")
			_, err := io.ReadAll(os.Stdin) // until the signal, or until the end if it is ignored
			return err
		})
		return
	}
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		for _, existing := range []bool{false, true} {
			folder := t.TempDir()
			file := filepath.Join(folder, "out")
			if existing {
				put(t, file, "before", 0o644)
			}
			status := interrupted(t, exec.Command(os.Args[0], "-test.run=^TestSignals$"), file, s)
			if !status.Signaled() || status.Signal() != s {
				t.Errorf("%v: the process ended with %v", s, status)
			}
			if existing {
				wantText(t, file, "before")
				wantNames(t, folder, "out")
			} else {
				wantNames(t, folder)
			}
		}
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "out")
	ignoring := exec.Command("sh", "-c", `trap '' HUP; exec "$0" -test.run='^TestSignals$'`, os.Args[0])
	if status := interrupted(t, ignoring, file, syscall.SIGHUP); status.ExitStatus() != 0 {
		t.Errorf("the process that ignores a signal ended with %v", status)
	}
	wantText(t, file, "half")
	wantNames(t, folder, "out")
}

// interrupted starts a process that writes a file, sends it a signal and returns how it ended.
func interrupted(t *testing.T, process *exec.Cmd, file string, s syscall.Signal) syscall.WaitStatus {
	t.Helper()
	process.Env = append(os.Environ(), "OUTPUT_OF_TEST="+file)
	stdin, err := process.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || line != "writing\n" {
		t.Fatalf("the process says %q, %v", line, err)
	}
	if err := process.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(process.String(), "trap") {
		_ = stdin.Close()
	}
	_ = process.Wait() // how it ended is in its state
	return process.ProcessState.Sys().(syscall.WaitStatus)
}

// TestBytesAreWritten writes a text in many pieces.
func TestBytesAreWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "out")
	part := bytes.Repeat([]byte("0123456789abcdef"), 1<<10)
	err := Write(file, io.Discard, func(w io.Writer) error {
		for range 64 {
			if _, err := w.Write(part); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, file, strings.Repeat(string(part), 64))
}
