package debuginfo

import (
	"fmt"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

// Programs are the Rust programs whose addresses can be symbolized, by build id. Several goroutines may use them at once,
// while programs come and go.
type Programs struct {
	mutex     sync.RWMutex
	byBuildID map[string]*Symbolizer
}

// Add takes over an open file, until Close or until another file with its build id is added. It reports whether the file
// is wanted: one without a build id, or of a program without any Rust, is not, and stays the caller's.
func (p *Programs) Add(file *symbols.File) (wanted bool, err error) {
	if file.BuildID == "" || !file.Rust() {
		return false, nil
	}
	s, err := NewSymbolizer(file)
	if err != nil {
		return false, err
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.byBuildID == nil {
		p.byBuildID = map[string]*Symbolizer{}
	}
	before := p.byBuildID[file.BuildID]
	p.byBuildID[file.BuildID] = s
	if before != nil {
		return true, before.file.Close()
	}
	return true, nil
}

// Remove forgets the program with a build id and closes its file.
func (p *Programs) Remove(buildID string) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	s := p.byBuildID[buildID]
	if s == nil {
		return nil
	}
	delete(p.byBuildID, buildID)
	return s.file.Close()
}

// Close forgets all programs and closes their files.
func (p *Programs) Close() error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var first error
	for _, s := range p.byBuildID {
		if err := s.file.Close(); err != nil && first == nil {
			first = err
		}
	}
	p.byBuildID = nil
	return first
}

// Has reports whether the program with a build id is loaded.
func (p *Programs) Has(buildID string) bool {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	return p.byBuildID[buildID] != nil
}

// AddressOf returns the address that a byte of a program's file is loaded at.
func (p *Programs) AddressOf(buildID string, offset uint64) (address uint64, ok bool) {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	s := p.byBuildID[buildID]
	if s == nil {
		return 0, false
	}
	return s.file.AddressOf(offset)
}

// Functions calls f with each function at an address of a program, innermost first: those that were inlined there,
// then the one that the code belongs to.
func (p *Programs) Functions(buildID string, address uint64, f func(symbol, name, file string, line, column int)) error {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	s := p.byBuildID[buildID]
	if s == nil {
		return fmt.Errorf("the program with build id %s is not loaded", buildID)
	}
	frames, err := s.Frames(address)
	for i := range frames {
		f(frames[i].Symbol, frames[i].Name, frames[i].File, frames[i].Line, frames[i].Column)
	}
	return err
}
