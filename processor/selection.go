package processor

// Which attributes are looked at, as the option says it: keys, globs over keys, or all of them.

import (
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.opentelemetry.io/collector/pdata/pcommon"
)

// everyAttribute is the pattern that selects all attributes.
const everyAttribute = "*"

// selection says which attributes are looked at.
type selection struct {
	keys  []string // of attributes, or paths into nested maps with dots between their keys; looked up in this order
	globs []string // over keys and such paths
	every bool
}

// newSelection reads the option Attributes. Where every attribute is looked at, the one of the semantic conventions comes
// first: what is written about a record is about its exception.
func newSelection(patterns []string) selection {
	if slices.Contains(patterns, everyAttribute) {
		return selection{keys: []string{exceptionStacktrace}, every: true}
	}
	var s selection
	for _, pattern := range patterns {
		if isGlob(pattern) {
			s.globs = append(s.globs, withoutSlashes(pattern))
		} else {
			s.keys = append(s.keys, pattern)
		}
	}
	return s
}

func isGlob(pattern string) bool { return strings.ContainsAny(pattern, `*?[{\`) }

// ValidateAttribute reports what is wrong with a key or a glob of the option Attributes.
func ValidateAttribute(pattern string) error {
	if isGlob(pattern) && !doublestar.ValidatePattern(pattern) {
		return doublestar.ErrBadPattern
	}
	return nil
}

// isNamed reports whether the path is one of the keys, which are looked up by themselves.
func (s *selection) isNamed(path string) bool { return slices.Contains(s.keys, path) }

// matches reports whether a glob matches the key, or the path into a nested map. A * stands for any characters, dots too.
func (s *selection) matches(path string) bool {
	if s.every {
		return true
	}
	path = withoutSlashes(path)
	return slices.ContainsFunc(s.globs, func(glob string) bool { return doublestar.MatchUnvalidated(glob, path) })
}

// selects reports whether the attribute under a key is looked at.
func (s *selection) selects(key string) bool { return s.isNamed(key) || s.matches(key) }

// withoutSlashes replaces the character at which * ends, since globs are made for files.
func withoutSlashes(path string) string { return strings.ReplaceAll(path, "/", ".") }

// lookUp returns the value under one of the keys. What is nested is found by itself where every attribute is looked at.
func (s *selection) lookUp(attributes pcommon.Map, key string) (pcommon.Value, bool) {
	if s.every {
		return attributes.Get(key)
	}
	return lookUp(attributes, key)
}

// lookUp returns the value under a key. A key with dots may also be a path into nested maps: "fields.backtrace" is the
// attribute of that name, or what the map "fields" has under "backtrace".
func lookUp(attributes pcommon.Map, key string) (pcommon.Value, bool) {
	if value, ok := attributes.Get(key); ok {
		return value, true
	}
	for i := range len(key) {
		if key[i] != '.' {
			continue
		}
		if parent, ok := attributes.Get(key[:i]); ok && parent.Type() == pcommon.ValueTypeMap {
			if value, ok := lookUp(parent.Map(), key[i+1:]); ok {
				return value, true
			}
		}
	}
	return pcommon.Value{}, false
}
