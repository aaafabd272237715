// Package enum reads the names of enums.
//
// In go the names, in the order of the constants, and one of them; out comes the constant's value.
package enum

import (
	"fmt"
	"slices"
	"strings"
)

// Index returns which of the names it is. The error lists them.
func Index(names []string, name []byte) (int, error) {
	if i := slices.Index(names, string(name)); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("%q is none of %s", name, strings.Join(names, ", "))
}
