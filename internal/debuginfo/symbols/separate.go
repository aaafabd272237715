package symbols

import (
	"errors"
	"fmt"
	"hash/crc32"
	"path/filepath"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/object"
)

// debugDirectories are where systems keep the debug files of installed programs.
var debugDirectories = []string{"/usr/lib/debug"}

// candidate is where a program's debug information may be if it is not in the program.
type candidate struct {
	path     string
	checksum *uint32 // of the file, if the debug link says it
}

// separate opens the file with a program's debug information: in gdb's order, the first candidate that exists and
// belongs to the program. The error says why files that exist were not taken.
func (f *File) separate() (object.Object, error) {
	problems := []error{fmt.Errorf("%w; %s", ErrNoDebugInfo, Advice)}
	for _, c := range f.candidates() {
		if !f.parts.Look(c.path) {
			continue
		}
		o, err := object.Open(inBundle(c.path))
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", c.path, err))
			continue
		}
		if err := c.belongs(o, f.BuildID); err != nil {
			problems = append(problems, err, o.Close())
			continue
		}
		f.parts.Keep(o)
		return o, nil
	}
	return nil, errors.Join(problems...)
}

func (f *File) candidates() []candidate {
	directory, name := filepath.Split(f.program.Path())
	var found []candidate
	if id := f.BuildID; len(id) > 2 { // `ls /usr/lib/debug/.build-id`: 3f/0a….debug
		for _, parent := range append([]string{directory}, debugDirectories...) {
			found = append(found, candidate{path: filepath.Join(parent, ".build-id", id[:2], id[2:]+".debug")})
		}
	}
	if link, checksum, ok := f.program.DebugLink(); ok && filepath.Base(link) == link {
		beside := []string{directory, filepath.Join(directory, ".debug")}
		if whole, err := filepath.Abs(directory); err == nil {
			for _, parent := range debugDirectories {
				beside = append(beside, filepath.Join(parent, whole))
			}
		}
		for _, parent := range beside {
			found = append(found, candidate{path: filepath.Join(parent, link), checksum: &checksum})
		}
	}
	return append(found,
		candidate{path: filepath.Join(directory, name+".debug")}, // Debian's and Fedora's names
		candidate{path: filepath.Join(directory, name+".dSYM")},  // dsymutil's
	)
}

// belongs returns nil if a file is about the program with the build id: by its own build id, else by the checksum that
// the program has of it.
func (c candidate) belongs(o object.Object, buildID string) error {
	switch own := o.BuildID(); {
	case !o.Has("debug_info"):
		return fmt.Errorf("%s: %w", c.path, ErrNoDebugInfo)
	case buildID != "" && own != "" && own != buildID:
		return fmt.Errorf("%s: has the build id %s, not %s", c.path, own, buildID)
	case buildID != "" && own != "":
		return nil
	case c.checksum != nil && crc32.ChecksumIEEE(o.Raw()) == *c.checksum:
		return nil
	case c.checksum != nil:
		return fmt.Errorf("%s: is not the file that was linked: its checksum differs", c.path)
	}
	return fmt.Errorf("%s: nothing says that it belongs to the program", c.path)
}
