package rustasyncprocessor

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.opentelemetry.io/collector/component"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// Config is the configuration of the rust_async processor. Every option has a default that is right for most.
type Config struct {
	// Languages lists the values of telemetry.sdk.language whose resources are cleaned, ignoring case. Where a resource
	// does not say its language, its texts decide.
	Languages []string `mapstructure:"languages"`

	// Attributes selects what to look at on log records, spans and span events: keys, dotted paths into attributes that are
	// maps, and globs over either. "*" is every attribute, at any depth.
	Attributes []string `mapstructure:"attributes"`

	// Application says whose code is the application's.
	Application ApplicationConfig `mapstructure:"application"`

	// Frames says which frames to remove.
	Frames FramesConfig `mapstructure:"frames"`

	// Elision says what replaces removed combinator, server and runtime frames: "line" or "none".
	Elision string `mapstructure:"elision"`

	// KeepNumbers leaves frames their original numbers.
	KeepNumbers bool `mapstructure:"keep_numbers"`

	// MaxBytes is how long a cleaned text may be, in bytes; 0 is any length. Frames of longer ones go from the outer end of the
	// stack, the innermost frame of the application last.
	MaxBytes int `mapstructure:"max_bytes"`

	// Labels says how closures are named.
	Labels LabelsConfig `mapstructure:"labels"`

	// Names says how names are printed.
	Names NamesConfig `mapstructure:"names"`

	// Original is the key of the attribute that keeps the untouched text where something was changed; of several texts,
	// the first. Empty keeps none.
	Original string `mapstructure:"original"`

	// Fingerprint is the key of the attribute that gets a hash of the application frames. Empty writes none.
	Fingerprint string `mapstructure:"fingerprint"`

	// Culprit writes the innermost application frame to code.function.name, code.file.path and
	// code.line.number, where the service has set none of them.
	Culprit bool `mapstructure:"culprit"`

	// Panics gives log records whose body is a panic message the attributes of an exception, its stack cleaned.
	Panics bool `mapstructure:"panics"`

	// DryRun leaves texts and profiles as they are. It counts what would be done and records it in attributes.
	DryRun bool `mapstructure:"dry_run"`

	// Logs says where to look on log records besides attributes.
	Logs LogsConfig `mapstructure:"logs"`

	// Traces says where to look on spans besides attributes.
	Traces TracesConfig `mapstructure:"traces"`

	// Profiles says how to clean profiles; Labels and Names apply to them too.
	Profiles ProfilesConfig `mapstructure:"profiles"`

	// DebugInfo says where to look up what closures are, so that nothing has to be inferred.
	DebugInfo DebugInfoConfig `mapstructure:"debug_info"`

	_ struct{}
}

// ApplicationConfig says whose code is the application's.
type ApplicationConfig struct {
	// Crates are globs over the names of the application's own crates, as in "shop_*". Where there are any, all others are
	// dependencies. Empty leaves it to source files, the rest of the stack and what is known of public crates.
	Crates []string `mapstructure:"crates"`

	_ struct{}
}

// TracesConfig says where to look on spans besides attributes.
type TracesConfig struct {
	// StatusMessage cleans the message of a span's status: tracing-opentelemetry writes the {:?} of an error there, which
	// may hold a backtrace.
	StatusMessage bool `mapstructure:"status_message"`

	_ struct{}
}

// LogsConfig says where to look on log records besides attributes.
type LogsConfig struct {
	// Body cleans log bodies: strings, and the strings in maps and slices at any depth.
	Body bool `mapstructure:"body"`

	_ struct{}
}

// FramesConfig says which frames to remove. The user's own rules come before the classes, and Keep wins.
type FramesConfig struct {
	// Remove lists the classes whose frames are removed.
	Remove []string `mapstructure:"remove"`

	// Keep matches frames that are kept, whatever their class.
	Keep MatchConfig `mapstructure:"keep"`

	// RemoveMatching matches frames that are removed, whatever their class; application frames never are.
	RemoveMatching MatchConfig `mapstructure:"remove_matching"`

	_ struct{}
}

// MatchConfig matches a frame when any of its lists does.
type MatchConfig struct {
	// Crates are the names of crates whose frames match.
	Crates []string `mapstructure:"crates"`

	// Paths are globs over the path of a function's name, as in "sqlx::pool::**".
	Paths []string `mapstructure:"paths"`

	// Sources are globs over the source file, as in "**/vendor/**".
	Sources []string `mapstructure:"sources"`

	_ struct{}
}

// LabelsConfig says how closures are named.
type LabelsConfig struct {
	// Style is how labels are spelled: "hyphen" {async-fn#0}, "rustc" {async_fn#0}, or "none".
	Style string `mapstructure:"style"`

	// MinGrade is the lowest grade of a label that is printed: "inferred", "proven" or "exact".
	MinGrade string `mapstructure:"min_grade"`

	// Macros says what to call the async block that a macro such as #[async_trait] makes of an async fn's body, where
	// debug information shows it: "expanded" async-block, or "source" async-fn.
	Macros string `mapstructure:"macros"`

	_ struct{}
}

// NamesConfig says how names are printed.
type NamesConfig struct {
	// Generics says how to print generic arguments: "keep" as they are, or "elide" <_>.
	Generics string `mapstructure:"generics"`

	_ struct{}
}

// Values of the options that take one of a few words.
const (
	elisionLine   = "line"
	elisionNone   = "none"
	genericsKeep  = "keep"
	genericsElide = "elide"
)

// createDefaultConfig spells out in YAML's words what the zero rewrite.Options do.
func createDefaultConfig() component.Config {
	return &Config{
		Languages:  []string{"rust"},
		Attributes: []string{"*"},
		Frames:     FramesConfig{Remove: []string{"generator", "adapter", "combinator", "server", "runtime", "panic"}},
		Elision:    elisionLine,
		Labels:     LabelsConfig{Style: "hyphen", MinGrade: "inferred", Macros: debuginfo.MacrosExpanded.String()},
		Names:      NamesConfig{Generics: genericsKeep},
		Logs:       LogsConfig{Body: true},
		Traces:     TracesConfig{StatusMessage: true},
		Profiles:   defaultProfiles(),
		DebugInfo:  defaultDebugInfo(),
	}
}

// Validate reports every mistake at once, each with its YAML key and what would be right.
func (c *Config) Validate() error {
	return errors.Join(
		notEmpty("languages", c.Languages, "rust"),
		notEmpty("attributes", c.Attributes, "exception.stacktrace"),
		noneTwice("attributes", c.Attributes),
		noBadGlob("attributes", c.Attributes),
		noStatusMessage("attributes", c.Attributes),
		c.Application.validate("application"),
		c.Frames.validate("frames"),
		oneOf("elision", c.Elision, elisionLine, elisionNone),
		notNegative("max_bytes", c.MaxBytes),
		readBy("labels.style", c.Labels.Style, new(rewrite.LabelStyle)),
		oneOf("labels.min_grade", c.Labels.MinGrade, "inferred", "proven", "exact"),
		readBy("labels.macros", c.Labels.Macros, new(debuginfo.Macros)),
		oneOf("names.generics", c.Names.Generics, genericsKeep, genericsElide),
		c.validateOwnKey("original", c.Original),
		c.validateOwnKey("fingerprint", c.Fingerprint),
		c.Profiles.validate(),
		c.DebugInfo.validate(),
	)
}

func (a *ApplicationConfig) validate(key string) error {
	errs := []error{noneBlank(key+".crates", a.Crates, "shop_*")}
	for i, glob := range a.Crates {
		if isBlank(glob) {
			continue // reported already
		}
		if err := rules.ValidateCrates([]string{glob}); err != nil {
			errs = append(errs, fmt.Errorf("%s.crates[%d]: %w", key, i, err))
		}
	}
	return errors.Join(errs...)
}

func (f *FramesConfig) validate(key string) error {
	return errors.Join(
		validateClasses(key+".remove", f.Remove),
		f.Keep.validate(key+".keep"),
		f.RemoveMatching.validate(key+".remove_matching"),
	)
}

// validateOwnKey refuses a key to write to whose own text would be cleaned, or that something else is written to.
func (c *Config) validateOwnKey(option, key string) error {
	taken := ""
	switch writer, written := signals.WrittenFor(key); {
	case key == "":
		return nil
	case isBlank(key):
		return fmt.Errorf("%s: %q is not a key; use one such as %q, or omit the option", option, key, "exception."+option)
	case slices.Contains(c.Attributes, key):
		taken = "is listed in attributes"
	case written:
		taken = "is written by " + writer
	case option == "fingerprint" && key == c.Original:
		taken = "is already the key of original"
	default:
		return nil
	}
	return fmt.Errorf("%s: %q %s; use a key of its own, such as %q", option, key, taken, key+"."+option)
}

// validateClasses refuses unknown classes, and the class that is never removed.
func validateClasses(key string, classes []string) error {
	var errs []error
	for i, name := range classes {
		var class rewrite.Class
		if err := class.UnmarshalText([]byte(name)); err != nil || class == rewrite.Application {
			errs = append(errs, fmt.Errorf("%s[%d]: %q is none of %s", key, i, name, strings.Join(removable(), ", ")))
		}
	}
	return errors.Join(errs...)
}

// removable returns the classes that frames.remove may name.
func removable() []string {
	var names []string
	for c := range rewrite.Classes {
		if class := rewrite.Class(c); class != rewrite.Application {
			names = append(names, class.String())
		}
	}
	return names
}

func (m *MatchConfig) validate(key string) error {
	return errors.Join(
		noneBlank(key+".crates", m.Crates, "tower"),
		noneBlank(key+".paths", m.Paths, "sqlx::pool::**"),
		noneBlank(key+".sources", m.Sources, "**/vendor/**"),
		validateEach(key+".crates", m.Crates, func(crate string) rules.Matcher {
			return rules.Matcher{Crates: []string{crate}}
		}),
		validateEach(key+".paths", m.Paths, func(glob string) rules.Matcher {
			return rules.Matcher{Paths: []string{glob}}
		}),
		validateEach(key+".sources", m.Sources, func(glob string) rules.Matcher {
			return rules.Matcher{Sources: []string{glob}}
		}),
	)
}

// Options returns a valid configuration as package processor takes it, for cleaning without the Collector.
func (c *Config) Options() signals.Options {
	return signals.Options{
		Languages:   c.Languages,
		Attributes:  c.Attributes,
		Original:    c.Original,
		LogBodies:   c.Logs.Body,
		StatusText:  c.Traces.StatusMessage,
		Panics:      c.Panics,
		Fingerprint: c.Fingerprint,
		Culprit:     c.Culprit,
		DryRun:      c.DryRun,
		Rewrite:     c.RewriteOptions(),
		Profiles:    c.profileOptions(),
	}
}

// RewriteOptions returns how a valid configuration cleans texts, for cleaning without the Collector.
func (c *Config) RewriteOptions() rewrite.Options {
	var grade coroutine.Grade
	var style rewrite.LabelStyle
	_ = grade.UnmarshalText([]byte(c.Labels.MinGrade)) // Validate has checked both
	_ = style.UnmarshalText([]byte(c.Labels.Style))
	remove := classSet(c.Frames.Remove)
	if remove == 0 {
		remove = rewrite.NoClass
	}
	return rewrite.Options{
		Remove:         remove,
		Keep:           rewrite.Matcher(c.Frames.Keep.matcher()),
		RemoveMatching: rewrite.Matcher(c.Frames.RemoveMatching.matcher()),
		Application:    c.Application.Crates,
		NoElision:      c.Elision == elisionNone,
		KeepNumbers:    c.KeepNumbers,
		MaxBytes:       c.MaxBytes,
		LabelStyle:     style,
		MinGrade:       grade,
		ElideGenerics:  c.Names.Generics == genericsElide,
	}
}

func classSet(names []string) rewrite.ClassSet {
	var set rewrite.ClassSet
	for _, name := range names {
		var class rewrite.Class
		_ = class.UnmarshalText([]byte(name)) // Validate has checked it
		set |= rewrite.Set(class)
	}
	return set
}

func (m *MatchConfig) matcher() rules.Matcher {
	return rules.Matcher{Crates: m.Crates, Paths: m.Paths, Sources: m.Sources}
}
