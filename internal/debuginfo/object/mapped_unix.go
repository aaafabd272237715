//go:build unix

package object

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// mapFile maps a file into memory, so that only the pages in use are read, and no section is copied.
func mapFile(path string) (*mapped, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	size, err := sizeInMemory(info)
	if err != nil {
		return nil, err
	}
	data, err := unix.Mmap(int(file.Fd()), 0, size, unix.PROT_READ, unix.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("mapping the file: %w", err)
	}
	return &mapped{name: path, data: data}, nil
}

func (m *mapped) Close() error {
	if m.data == nil {
		return nil
	}
	err := unix.Munmap(m.data)
	m.data = nil
	return err
}

// Release is advice: a system that ignores it only uses more memory.
func (m *mapped) Release() {
	if m.data != nil {
		_ = unix.Madvise(m.data, unix.MADV_DONTNEED)
	}
}
