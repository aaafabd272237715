package debuginfo

// The files that a running Collector knows: read in the background, and again when they change.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrNoFile is the error of a path that stands for no file. A pattern such as "/indexes/*.idx" may match nothing today.
var ErrNoFile = errors.New("no such file yet")

// ErrChanging is the error of a file that changed while it was read: what was read may be half of it.
var ErrChanging = errors.New("it was written to while it was read, and is read again")

// Match says for whose data an index is asked.
type Match uint8

// The ways to match.
const (
	// MatchAuto asks the indexes that were made for the service, and where there are none, those that were made for no
	// service in particular. Profiles go by the build ids in them, where an index has one of those.
	MatchAuto Match = iota
	// MatchService asks those that were made for the service, or that have the build id, and no others.
	MatchService
	// MatchSymbol asks all indexes about all data.
	MatchSymbol
)

// StoreOptions say which files a Store reads.
type StoreOptions struct {
	Paths  []string      // of index files, programs and debug files, of directories with such, or patterns for these
	Reload time.Duration // how often it is looked whether files are new or have changed; 0 is never
	Match  Match
	Macros Macros
	// Symbolize keeps programs open, so that the functions at their addresses can be asked for.
	Symbolize bool
	// Warn is told what could not be read, once for each thing that goes wrong with a file.
	Warn func(path string, err error)
}

// Store holds what is known. Asking it takes no lock and never waits for a file.
type Store struct {
	Programs // for which Symbolize was asked

	options StoreOptions
	load    func(ctx context.Context, path string, progress func(float64)) (Loaded, error) // Load, but for tests
	current atomic.Pointer[snapshot]
	files   map[string]storedFile // by path, as Refresh last found them
	stop    context.CancelFunc
	done    sync.WaitGroup
}

// Stats are numbers about a Store.
type Stats struct {
	Files  int // that were read
	Failed int // that could not be, or not as a whole
	Names  int
	Memory map[string]int // by program, in bytes, an estimate
}

// snapshot is what was known at a time. It does not change, but for the oracles that are made as they are asked for.
type snapshot struct {
	changes uint64 // how many there were before
	indexes []*Index
	builds  map[string][]int // by build id: which of the indexes are of it
	stats   Stats
	macros  Macros
	oracles sync.Map // by choice: *Oracle
	count   atomic.Int32
}

// storedFile is a file as it was when it was read.
type storedFile struct {
	looked  []glance // at it, and at what else was read or looked for on its behalf
	indexes []*Index
	program string // the build id of the program that is open for it
	err     error
	nothing error // why its debug information says nothing of closures, though it could be read
}

// NewStore returns a Store that knows nothing until Start.
func NewStore(options StoreOptions) *Store {
	s := &Store{options: options, load: Load}
	s.current.Store(&snapshot{})
	return s
}

// Start begins to read the files, and returns at once.
func (s *Store) Start() {
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.done.Go(func() {
		s.Refresh(ctx)
		if s.options.Reload <= 0 {
			return
		}
		tick := time.NewTicker(s.options.Reload)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				s.Refresh(ctx)
			}
		}
	})
}

// Shutdown ends what Start began and closes the programs.
func (s *Store) Shutdown() error {
	if s.stop != nil {
		s.stop()
	}
	s.done.Wait()
	return s.Close()
}

// Stats returns numbers about what is known now.
func (s *Store) Stats() Stats { return s.current.Load().stats }

// Refresh reads the files that are new or have changed. What is known is replaced as a whole, once all are read, and only
// if something else is known then. It is called by one goroutine at a time.
func (s *Store) Refresh(ctx context.Context) {
	paths := s.paths()
	files := make(map[string]storedFile, len(paths))
	known := &snapshot{
		changes: s.current.Load().changes + 1, macros: s.options.Macros, builds: map[string][]int{},
		stats: Stats{Memory: map[string]int{}},
	}
	changed := len(paths) != len(s.files)
	for _, path := range paths {
		old, there := s.files[path]
		stored := s.read(ctx, path, old)
		if ctx.Err() != nil {
			return
		}
		changed = changed || !there || !stored.knowsAs(old)
		files[path] = stored
		known.add(stored)
		if stored.said() != old.said() {
			s.warn(path, errors.Join(stored.err, stored.nothing))
		}
	}
	before := s.files
	s.files = files
	if changed {
		s.current.Store(known)
		s.closeUnused(before)
	}
}

// closeUnused closes the programs that were open for files that are gone, or hold another program now.
func (s *Store) closeUnused(before map[string]storedFile) {
	used := map[string]bool{"": true}
	for _, stored := range s.files {
		used[stored.program] = true
	}
	for path, stored := range before {
		if !used[stored.program] {
			s.warn(path, s.Remove(stored.program))
		}
	}
}

// paths returns the files that the options stand for, each once.
func (s *Store) paths() []string {
	var paths []string
	for _, pattern := range s.options.Paths {
		matches, err := filepath.Glob(pattern)
		if err != nil || len(matches) == 0 && !isPattern(pattern) {
			matches = []string{pattern} // reading it will say what is wrong
		}
		for _, path := range matches {
			paths = append(paths, s.filesOf(path)...)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// filesOf returns the files that a path stands for: itself, or what can be read in a directory, and what could be before:
// a file that is written in place begins with nothing. A dSYM bundle is a directory that is read as one file.
func (s *Store) filesOf(path string) []string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() || inBundle(path) != path {
		return []string{path}
	}
	inside, err := filepath.Glob(filepath.Join(escaped(path), "*"))
	if err != nil {
		return []string{path}
	}
	return slices.DeleteFunc(inside, func(file string) bool {
		return len(s.files[file].indexes) == 0 && !hasMagic(file)
	})
}

// hasMagic reports whether a file begins as an index or a program does.
func hasMagic(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }() // it was only read
	start := make([]byte, len(indexMagic))
	n, _ := io.ReadFull(file, start)
	return IsIndex(start[:n]) || isObject(start[:n])
}

// isPattern reports whether a path can stand for other files than the one of that name.
func isPattern(path string) bool { return strings.ContainsAny(path, `*?[`) }

// read reads a file, unless it and all that it depends on is as it was: debug information may come after the program.
// A file that became unreadable keeps what was known of it, and one that is being written is read again the next time.
func (s *Store) read(ctx context.Context, path string, old storedFile) storedFile {
	if _, err := os.Stat(path); err != nil {
		return storedFile{err: fmt.Errorf("%w: %w", ErrNoFile, err)}
	}
	if len(old.looked) > 0 && !slices.ContainsFunc(old.looked, glance.changed) {
		return old
	}
	loaded, err := s.load(ctx, path, nil)
	stored := storedFile{looked: loaded.looked}
	if err == nil && slices.ContainsFunc(loaded.looked, glance.written) {
		err = ErrChanging
		if loaded.Program != nil {
			err = errors.Join(err, loaded.Program.Close())
		}
	}
	if err != nil {
		stored.indexes, stored.program, stored.err = old.indexes, old.program, err
		return stored
	}
	stored.indexes = loaded.Indexes
	if loaded.Program != nil {
		stored.program, err = s.open(loaded.Program)
		stored.err = errors.Join(err, loaded.Program.Incomplete())
		if nothing := loaded.Indexes[0].Nothing; nothing != nil && stored.err == nil {
			stored.nothing = fmt.Errorf("%s: %w", path, nothing)
		}
	}
	return stored
}

// open keeps a program open if its functions are to be asked for, and returns its build id; else it closes it.
func (s *Store) open(program *File) (buildID string, err error) {
	if s.options.Symbolize {
		wanted, err := s.Add(program)
		if wanted {
			return program.BuildID, err
		}
		if err != nil {
			return "", errors.Join(err, program.Close())
		}
	}
	return "", program.Close()
}

// warn tells of what is wrong with a file, if anything is.
func (s *Store) warn(path string, err error) {
	if err != nil && s.options.Warn != nil {
		s.options.Warn(path, err)
	}
}

// said returns what was told of the file, "" where nothing is wrong.
func (f *storedFile) said() string {
	if err := errors.Join(f.err, f.nothing); err != nil {
		return err.Error()
	}
	return ""
}

// knowsAs reports whether what is known of the file is what was known before.
func (f *storedFile) knowsAs(old storedFile) bool {
	return slices.Equal(f.indexes, old.indexes) && f.program == old.program && f.said() == old.said()
}

func (n *snapshot) add(stored storedFile) {
	if stored.err != nil {
		n.stats.Failed++
	} else {
		n.stats.Files++
	}
	for _, x := range stored.indexes {
		if x.BuildID != "" {
			n.builds[x.BuildID] = append(n.builds[x.BuildID], len(n.indexes))
		}
		n.indexes = append(n.indexes, x)
		n.stats.Names += x.Len()
		n.stats.Memory[x.Name] += x.Memory()
	}
}
