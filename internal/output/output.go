// Package output writes a command's result to where its user says, as careful tools do.
//
// In goes what the user named and a function that writes; out comes the result: on standard output, in a device or a
// FIFO as it is written, or in a file that is there when it is whole. What was there before stays what it was: a link
// stays a link, and a file keeps its mode, its owner and its other names. Start at Write.
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

// Write has the result written to the file, or to standard output where it is "-" or "". A regular file gets the
// result when all of it was written without an error, so it may be one that is read for it; until then it is as it was.
// Errors name the file as the user did.
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

// isOpenAs reports whether a file is what standard output is, as /dev/stdout and /dev/tty may be. It was opened before,
// and has a position that opening it again would lose.
func isOpenAs(stdout io.Writer, file fs.FileInfo) bool {
	out, ok := stdout.(*os.File)
	if !ok {
		return false
	}
	info, err := out.Stat()
	return err == nil && os.SameFile(info, file)
}

// stream writes to what is no regular file, as the result comes.
func stream(file string, write func(io.Writer) error) error {
	out, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(out), out.Close())
}

// create makes a new file. The name may be that of a link to nowhere.
func create(file string, write func(io.Writer) error) error {
	target, _ := follow(file)
	p, err := newPending(file, target, 0o666) // less the umask
	if err != nil {
		return err
	}
	return p.replace(write)
}

// update gives a file another content: by another file in its place where that can be the same to everybody else, or
// else by writing into it.
func update(file string, info fs.FileInfo, write func(io.Writer) error) error {
	// What may not be written is not replaced either, though its folder would let us.
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

// successor returns a file that can take the place of another, nil where that would not be the same: where the file has
// other names, is known by a descriptor, belongs to somebody whom we cannot give files to, or is in a folder that takes
// none from us.
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

// overwrite writes into a file. An error of writing, such as that of a full disk, leaves a part of the result there.
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

// maxLinks bounds how many links are followed, as Linux does.
const maxLinks = 40

// follow returns what a name is after all links, which need not be there. It is not named where the way leads over the
// files that a process has open: the name that such a link has may by now be another's.
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
			folder, _ := filepath.Split(file) // Join would take back "..", which behind a link is somewhere else
			next = folder + next
		}
		file = next
	}
	return file, false
}
