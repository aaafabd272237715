package rules

// The crates that the configuration says are the application's.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
)

// crateGlobs are globs over the names of crates: "shop", "shop_*". A "-", which packages have in their names, is a "_".
type crateGlobs []string

func newCrateGlobs(patterns []string) (crateGlobs, error) {
	var globs crateGlobs
	var errs []error
	for _, pattern := range patterns {
		glob := strings.ReplaceAll(pattern, "-", "_")
		if strings.ContainsAny(pattern, "[]{}") {
			glob = pattern // a "-" may be that of a range
		}
		if pattern == "" || strings.Contains(pattern, ":") || !doublestar.ValidatePattern(glob) {
			errs = append(errs, fmt.Errorf("%q is no glob over names of crates", pattern))
		}
		globs = append(globs, glob)
	}
	return globs, errors.Join(errs...)
}

func (g crateGlobs) match(crate string) bool {
	for _, glob := range g {
		if crate != "" && doublestar.MatchUnvalidated(glob, crate) {
			return true
		}
	}
	return false
}

// originOf says whose the crates of a name are. It is unknown where nothing is configured, or the name has no crate that could
// be named.
func (g crateGlobs) originOf(s *nameClass) origin.Origin {
	switch {
	case len(g) == 0:
		return origin.Unknown
	case s.row != nil && s.row.std, s.row == nil && s.crate == "":
		return origin.Unknown
	case s.row != nil && s.row.crate == "":
		return origin.Unknown
	case s.row != nil && g.match(s.row.crate), g.match(s.crate), g.match(s.other):
		return origin.Own
	}
	return origin.Package
}

// ValidateCrates returns every mistake in globs over names of crates at once.
func ValidateCrates(patterns []string) error {
	_, err := newCrateGlobs(patterns)
	return err
}
