//go:build !unix

package object

import "os"

// mapFile reads a file into memory.
func mapFile(path string) (*mapped, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if _, err := sizeInMemory(info); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return &mapped{name: path, data: data}, nil
}

func (m *mapped) Close() error {
	m.data = nil
	return nil
}

func (m *mapped) Release() {}
