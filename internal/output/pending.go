package output

// A file that becomes another when it is whole.

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

// pending is a file with a name of its own in the folder of the one that it becomes. It is gone when the process ends
// before that, by a signal too.
type pending struct {
	file   *os.File
	user   string // the name that the user gave
	target string // what the file will be

	mu     sync.Mutex // held while the file is used; for good by a signal that ends the process
	caught chan os.Signal
}

// attempts bounds how many names are tried; one of them is free unless somebody takes all.
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

// resemble gives the file the owner and the mode of another. Bits that lend rights (setuid) are not handed on: writing
// takes them from a file as well.
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

// replace has the file written and gives it its name; after an error it is gone.
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

// commit gives the file its name. It is on the disk by then: else a crash of the system may leave an empty file in the
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

// remove removes the file if there is one. It is closed first, since Windows keeps what is open.
func (p *pending) remove() {
	if p.file != nil {
		_ = p.file.Close()
		_ = os.Remove(p.file.Name()) // whatever this finds, there is something worse to tell
	}
}

// watch has the file removed when a signal is to end the process. One that was ignored from the start, as by nohup, stays
// ignored.
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

// named returns an error about the file as one about the name that the user knows.
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
