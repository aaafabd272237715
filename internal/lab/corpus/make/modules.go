package main

import (
	"fmt"
	"os"
	"strings"
)

// modules are the address ranges of a process, as /proc/self/maps lists them.
type modules []mapping

type mapping struct {
	low, high, offset uint64
	program           bool // of the program's own file
}

// readModules reads a copy of /proc/self/maps. The first mapping is the program's own.
func readModules(path string) (modules, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var (
		list modules
		own  string
	)
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) < 6 {
			continue
		}
		if own == "" {
			own = fields[5]
		}
		m := mapping{program: fields[5] == own}
		if _, err := fmt.Sscanf(fields[0], "%x-%x", &m.low, &m.high); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if _, err := fmt.Sscanf(fields[2], "%x", &m.offset); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		list = append(list, m)
	}
	return list, nil
}

// offset returns where an address is in the program as linked: a position-independent program is linked at 0.
func (m modules) offset(address uint64) (uint64, bool) {
	for _, mapping := range m {
		if mapping.program && mapping.low <= address && address < mapping.high {
			return address - m[0].low, true
		}
	}
	return 0, false
}
