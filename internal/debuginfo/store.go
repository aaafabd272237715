package debuginfo

// The files that a running Collector knows. They are read in the background, and again when they change.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/enum"
)

// ErrNoFile is the error of a path without a file. A pattern such as "/indexes/*.idx" may match nothing today.
var ErrNoFile = errors.New("no such file yet")

// ErrChanging is the error of a file that changed while it was read, so that what was read may be half of it.
var ErrChanging = errors.New("it was written to while it was read, and is read again")

// Match says for which data an index is asked.
type Match uint8

// The ways to match.
const (
	// MatchAuto asks the indexes that were made for the service, or if there are none, those that were made for no
	// service in particular. For profiles, it asks the indexes with the build ids in them, if there are any.
	MatchAuto Match = iota
	// MatchService asks the indexes that were made for the service, or that have the build id, and no others.
	MatchService
	// MatchSymbol asks all indexes about all data.
	MatchSymbol
)

var matchNames = []string{"auto", "service", "symbol"}

// String returns the name that configuration uses.
func (m Match) String() string { return matchNames[m] }

// MarshalText returns what String does.
func (m Match) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a name as String returns it.
func (m *Match) UnmarshalText(name []byte) error {
	i, err := enum.Index(matchNames, name)
	*m = Match(i)
	return err
}

// StoreOptions say which files a Store reads.
type StoreOptions struct {
	Paths  []string      // of index files, programs and debug files, of directories with such files, or patterns
	Reload time.Duration // how often to look for new or changed files; 0 disables it
	Match  Match
	Macros Macros
	// Symbolize keeps programs open, so that they can be asked for the functions at their addresses.
	Symbolize bool
	// Warn is called with what could not be read, once for each thing that goes wrong with a file.
	Warn func(path string, err error)
}

// Store holds what is known. Asking it takes no lock and never waits for a file.
type Store struct {
	Programs // that are open because of Symbolize

	options StoreOptions
	load    func(ctx context.Context, path string, progress func(float64)) (Loaded, error) // Load, except in tests
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

// snapshot is what was known at a time. It does not change, except that oracles are made when they are asked for.
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
	stamps  []symbols.FileStamp // of it, and of all else that was read or looked for on its behalf
	indexes []*Index
	program string // the build id of the program that is open for it
	err     error
	nothing error // why its debug information says nothing about closures, though it could be read
}

// NewStore returns a Store that knows nothing until Start.
func NewStore(options StoreOptions) *Store {
	s := &Store{options: options, load: Load}
	s.current.Store(&snapshot{})
	return s
}

// Start begins to read the files in the background.
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

// Shutdown stops what Start began and closes the programs.
func (s *Store) Shutdown() error {
	if s.stop != nil {
		s.stop()
	}
	s.done.Wait()
	return s.Close()
}

// Stats returns numbers about what is known now.
func (s *Store) Stats() Stats { return s.current.Load().stats }

// Refresh reads the files that are new or have changed. It replaces what is known as a whole, once all files are read, and
// only if that is something else. Only one goroutine at a time may call it.
func (s *Store) Refresh(ctx context.Context) {
	paths := symbols.Paths(s.options.Paths, s.wanted)
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

// closeUnused closes the programs that were open for files that are gone or hold another program now.
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

// wanted reports whether a file in a directory is to be read. It is if it was before: a file that is written in place
// begins with nothing for a moment.
func (s *Store) wanted(file string) bool { return len(s.files[file].indexes) > 0 || hasMagic(file) }

// read reads a file, unless it and all that it depends on are unchanged: debug information may arrive after the program.
// If a file became unreadable, what was known of it stays; if it is being written, it is read again the next time.
func (s *Store) read(ctx context.Context, path string, old storedFile) storedFile {
	if _, err := os.Stat(path); err != nil {
		return storedFile{err: fmt.Errorf("%w: %w", ErrNoFile, err)}
	}
	if len(old.stamps) > 0 && !slices.ContainsFunc(old.stamps, symbols.FileStamp.Changed) {
		return old
	}
	loaded, err := s.load(ctx, path, nil)
	stored := storedFile{stamps: loaded.stamps}
	if err == nil && slices.ContainsFunc(loaded.stamps, symbols.FileStamp.Written) {
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

// open keeps a program open if it is to be symbolized, and returns its build id; otherwise it closes it.
func (s *Store) open(program *symbols.File) (buildID string, err error) {
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

// warn reports what is wrong with a file, if anything is.
func (s *Store) warn(path string, err error) {
	if err != nil && s.options.Warn != nil {
		s.options.Warn(path, err)
	}
}

// said returns what was reported about the file, "" if nothing is wrong.
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
