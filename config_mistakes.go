package rustasyncprocessor

// What can be wrong with the value of an option: each reports every mistake, by the option's key in YAML, with what would be
// right.

import (
	"encoding"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// validateEach checks each name or glob separately, so that an error can name its position.
func validateEach(key string, values []string, matcher func(value string) rules.Matcher) error {
	var errs []error
	for i, value := range values {
		if isBlank(value) {
			continue // reported already
		}
		if err := matcher(value).Validate(); err != nil {
			errs = append(errs, fmt.Errorf("%s[%d]: %w", key, i, err))
		}
	}
	return errors.Join(errs...)
}

func notEmpty(key string, values []string, example string) error {
	if len(values) == 0 {
		return fmt.Errorf("%s: must name at least one, such as %q", key, example)
	}
	return noneBlank(key, values, example)
}

func noneBlank(key string, values []string, example string) error {
	var errs []error
	for i, value := range values {
		if isBlank(value) {
			errs = append(errs, fmt.Errorf("%s[%d]: must not be empty; use something such as %q, or remove the entry", key, i, example))
		}
	}
	return errors.Join(errs...)
}

// noneTwice refuses values that are listed twice, which would be cleaned twice.
func noneTwice(key string, values []string) error {
	var errs []error
	for i, value := range values {
		if slices.Contains(values[:i], value) && !isBlank(value) {
			errs = append(errs, fmt.Errorf("%s[%d]: %q is listed twice; remove the entry", key, i, value))
		}
	}
	return errors.Join(errs...)
}

// noBadGlob refuses patterns that are not well-formed.
func noBadGlob(key string, patterns []string) error {
	var errs []error
	for i, pattern := range patterns {
		if err := signals.ValidateAttribute(pattern); err != nil {
			errs = append(errs, fmt.Errorf("%s[%d]: %q is no key and no glob: %w", key, i, pattern, err))
		}
	}
	return errors.Join(errs...)
}

// noStatusMessage refuses the word that used to mean the message of a span's status, before that got an option of its
// own.
func noStatusMessage(key string, values []string) error {
	i := slices.Index(values, "status.message")
	if i < 0 {
		return nil
	}
	return fmt.Errorf(`%s[%d]: "status.message" is not an attribute; set traces.status_message: true`, key, i)
}

func isBlank(value string) bool { return strings.TrimSpace(value) == "" }

func oneOf(key, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s: %q is none of %s", key, value, strings.Join(allowed, ", "))
}

func notNegative(key string, value int) error {
	if value < 0 {
		return fmt.Errorf("%s: %d is negative; use 0 for no limit", key, value)
	}
	return nil
}

// readBy reports a word that the enum does not read. The options themselves are strings, so that Validate can report all
// mistakes at once: the decoder would stop before it at a word that it cannot read.
func readBy(key, value string, enum encoding.TextUnmarshaler) error {
	if err := enum.UnmarshalText([]byte(value)); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}
