// Package output writes a command's result to where its user says, as careful tools do.
//
// In goes a name from the user and a function that writes; out comes the result: on standard output, in a device or a
// FIFO as it is written, or in a file that appears once it is complete. A link stays a link, and a file that was there
// before keeps its mode, its owner and its other names. Start at Write.
package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write writes the result to the file, or to standard output if the name is "-" or "". A regular file gets the result
// once all of it was written without an error and is untouched until then, so write may read it. Errors name the file as
// the user did.
func Write(file string, stdout io.Writer, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		return write(stdout)
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(file, write)
	case err != nil:
		return err
	case isOpenAs(stdout, info):
		return write(stdout)
	case info.Mode().IsRegular():
		return update(file, info, write)
	}
	return stream(file, write)
}

// isOpenAs reports whether a file is what standard output is open as, as /dev/stdout and /dev/tty may be. Opening it
// again would lose the position that it has.
func isOpenAs(stdout io.Writer, file fs.FileInfo) bool {
	out, ok := stdout.(*os.File)
	if !ok {
		return false
	}
	info, err := out.Stat()
	return err == nil && os.SameFile(info, file)
}

// stream writes to something other than a regular file, as the result comes.
func stream(file string, write func(io.Writer) error) error {
	out, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(out), out.Close())
}

// create makes a new file. The name may be a link to a file that does not exist.
func create(file string, write func(io.Writer) error) error {
	target, _ := follow(file)
	p, err := newPending(file, target, 0o666) // less the umask
	if err != nil {
		return err
	}
	return p.replace(write)
}

// update gives a file new content: by putting another file in its place if nobody can tell the difference, else by
// writing into it.
func update(file string, info fs.FileInfo, write func(io.Writer) error) error {
	// A file that may not be written is not replaced either, even if its folder would allow it.
	out, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	if p := successor(file, info); p != nil {
		return p.replace(write)
	}
	return overwrite(file, write)
}

// successor returns a file that can take the place of another. It returns nil if somebody could tell the difference: the
// file has other names, is known by a descriptor, belongs to somebody to whom we cannot give files, or is in a folder
// where we cannot create files.
func successor(file string, info fs.FileInfo) *pending {
	target, named := follow(file)
	if !named || hasOtherNames(info) {
		return nil
	}
	p, err := newPending(file, target, 0o600)
	if err != nil {
		return nil
	}
	if err := p.resemble(info); err != nil {
		p.drop()
		return nil
	}
	return p
}

// overwrite writes into a file. An error in writing, such as a full disk, leaves part of the result there.
func overwrite(file string, write func(io.Writer) error) error {
	var whole bytes.Buffer
	if err := write(&whole); err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = out.Write(whole.Bytes())
	if err == nil {
		err = out.Truncate(int64(whole.Len()))
	}
	return errors.Join(err, out.Close())
}

// maxLinks limits how many links to follow, as Linux does.
const maxLinks = 40

// follow returns what a name refers to after all links; that need not exist. named is false if the way leads through the
// files that a process has open: the name such a link shows may by now belong to another file.
func follow(file string) (target string, named bool) {
	for range maxLinks {
		if strings.HasPrefix(file, "/dev/fd/") || strings.HasPrefix(file, "/proc/") {
			return file, false
		}
		next, err := os.Readlink(file)
		if err != nil {
			return file, true
		}
		if !filepath.IsAbs(next) {
			folder, _ := filepath.Split(file) // Join would resolve "..", which after a link is somewhere else
			next = folder + next
		}
		file = next
	}
	return file, false
}
