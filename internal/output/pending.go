package output

// A temporary file that takes its final name once it is complete.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
)

// pending is a temporary file in the folder of the file that it is to replace. If the process ends early, even by a
// signal, it is removed.
type pending struct {
	file   *os.File
	user   string // the name that the user gave
	target string // the name that it will get

	mu     sync.Mutex // held while the file is in use; a signal that ends the process takes it for good
	caught chan os.Signal
}

// attempts limits how many names to try; one of them is free unless somebody takes all.
const attempts = 100

// newPending makes a file with the mode, less the umask.
func newPending(user, target string, mode fs.FileMode) (*pending, error) {
	p := &pending{user: user, target: target, caught: make(chan os.Signal, 1)}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.watch()
	folder, _ := filepath.Split(target)
	var err error
	for range attempts {
		name := fmt.Sprintf("%s.rustasync-%08x", folder, rand.Uint32())
		p.file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		p.unwatch()
		return nil, p.named(err)
	}
	return p, nil
}

// resemble gives the file the owner and the mode of another, but not setuid and setgid: writing to a file clears them
// too.
func (p *pending) resemble(info fs.FileInfo) error {
	own, err := p.file.Stat()
	if err != nil {
		return err
	}
	if err := keepOwner(p.file, own, info); err != nil {
		return err
	}
	if own.Mode().Perm() == info.Mode().Perm() {
		return nil
	}
	return p.file.Chmod(info.Mode().Perm())
}

// Write implements io.Writer.
func (p *pending) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, err := p.file.Write(b)
	return n, p.named(err)
}

// replace writes the file and gives it its final name, or removes it after an error.
func (p *pending) replace(write func(io.Writer) error) error {
	err := write(p)
	if err == nil {
		err = p.named(p.commit())
	}
	if err != nil {
		p.drop()
		return err
	}
	p.unwatch()
	return nil
}

// commit gives the file its final name. It syncs the file to disk first: else a system crash may leave an empty file in
// place of a good one.
func (p *pending) commit() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := errors.Join(p.file.Sync(), p.file.Close()); err != nil {
		return err
	}
	return os.Rename(p.file.Name(), p.target)
}

// drop removes the file.
func (p *pending) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.remove()
	p.unwatch()
}

// remove removes the file if there is one. It closes it first, since Windows does not remove open files.
func (p *pending) remove() {
	if p.file != nil {
		_ = p.file.Close()
		_ = os.Remove(p.file.Name()) // there is already a worse error to report
	}
}

// watch removes the file when a signal is about to end the process. A signal that was ignored from the start, as under
// nohup, stays ignored.
func (p *pending) watch() {
	for _, s := range deadly {
		if !signal.Ignored(s) {
			signal.Notify(p.caught, s)
		}
	}
	go func() {
		if s, ok := <-p.caught; ok {
			p.mu.Lock()
			p.remove()
			die(s)
		}
	}()
}

func (p *pending) unwatch() {
	signal.Stop(p.caught)
	close(p.caught)
}

// named returns an error about the temporary file as one about the user's name for it.
func (p *pending) named(err error) error {
	var ofPath *fs.PathError
	var ofLink *os.LinkError
	switch {
	case errors.As(err, &ofPath):
		return &fs.PathError{Op: ofPath.Op, Path: p.user, Err: ofPath.Err}
	case errors.As(err, &ofLink):
		return &fs.PathError{Op: "write", Path: p.user, Err: ofLink.Err}
	}
	return err
}
