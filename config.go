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
	// Languages are the values of telemetry.sdk.language whose resources are looked at, in any case. A resource that
	// does not say its language is judged by its texts.
	Languages []string `mapstructure:"languages"`

	// Attributes are the keys of the attributes that hold stack texts, on log records, spans and span events.
	Attributes []string `mapstructure:"attributes"`

	// Application says whose code is the application's.
	Application ApplicationConfig `mapstructure:"application"`

	// Frames says which frames go.
	Frames FramesConfig `mapstructure:"frames"`

	// Elision says what stands where combinator, server or runtime frames went: "line" or "none".
	Elision string `mapstructure:"elision"`

	// KeepNumbers leaves the frames the numbers they had.
	KeepNumbers bool `mapstructure:"keep_numbers"`

	// Labels says how closures are named.
	Labels LabelsConfig `mapstructure:"labels"`

	// Names says how names are printed.
	Names NamesConfig `mapstructure:"names"`

	// Original is the key of the attribute under which the untouched text is kept where something was
	// changed, of several texts the first. Empty keeps none.
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

	// Logs says where to look on log records, other than at attributes.
	Logs LogsConfig `mapstructure:"logs"`

	// Traces says where to look on spans, other than at attributes.
	Traces TracesConfig `mapstructure:"traces"`

	// Profiles says how profiles are cleaned, beside labels and names.
	Profiles ProfilesConfig `mapstructure:"profiles"`

	// DebugInfo says where to look up what closures are, so that it need not be concluded.
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

// TracesConfig says where to look on spans, other than at attributes.
type TracesConfig struct {
	// StatusMessage cleans the message of a span's status: tracing-opentelemetry writes the {:?} of an error there, which
	// may hold a backtrace.
	StatusMessage bool `mapstructure:"status_message"`

	_ struct{}
}

// LogsConfig says where to look on log records, other than at attributes.
type LogsConfig struct {
	// Body has bodies cleaned that are strings, and the strings of bodies that are maps.
	Body bool `mapstructure:"body"`

	_ struct{}
}

// FramesConfig says which frames go. The user's own rules come before the classes, and Keep wins.
type FramesConfig struct {
	// Remove are the classes whose frames go.
	Remove []string `mapstructure:"remove"`

	// Keep matches frames that stay, whatever their class.
	Keep MatchConfig `mapstructure:"keep"`

	// RemoveMatching matches frames that go, whatever their class; frames of the application never go.
	RemoveMatching MatchConfig `mapstructure:"remove_matching"`

	_ struct{}
}

// MatchConfig matches a frame when any of its lists does.
type MatchConfig struct {
	// Crates are names of the crate that owns the frame.
	Crates []string `mapstructure:"crates"`

	// Paths are globs over the path of the name, as in "sqlx::pool::**".
	Paths []string `mapstructure:"paths"`

	// Sources are globs over the source file, as in "**/vendor/**".
	Sources []string `mapstructure:"sources"`

	_ struct{}
}

// LabelsConfig says how closures are named.
type LabelsConfig struct {
	// Style is how labels are spelled: "hyphen" {async-fn#0}, "rustc" {async_fn#0}, or "none".
	Style string `mapstructure:"style"`

	// MinGrade is the least sure grade that is printed: "inferred", "proven" or "exact".
	MinGrade string `mapstructure:"min_grade"`

	// Macros says what the async block is called that a macro such as #[async_trait] makes of an async fn's body, where
	// debug information shows it: "expanded" async-block, or "source" async-fn.
	Macros string `mapstructure:"macros"`

	_ struct{}
}

// NamesConfig says how names are printed.
type NamesConfig struct {
	// Generics says what is printed for generic arguments: "keep" as they are, or "elide" <_>.
	Generics string `mapstructure:"generics"`

	_ struct{}
}

// Values of the options that are one of a few words.
const (
	elisionLine   = "line"
	elisionNone   = "none"
	genericsKeep  = "keep"
	genericsElide = "elide"
)

// createDefaultConfig says in YAML's words what the zero rewrite.Options do.
func createDefaultConfig() component.Config {
	return &Config{
		Languages:  []string{"rust"},
		Attributes: []string{"exception.stacktrace", "code.stacktrace"},
		Frames:     FramesConfig{Remove: []string{"generator", "adapter", "combinator", "server", "runtime", "panic"}},
		Elision:    elisionLine,
		Labels:     LabelsConfig{Style: "hyphen", MinGrade: "inferred", Macros: macros[debuginfo.MacrosExpanded]},
		Names:      NamesConfig{Generics: genericsKeep},
		Profiles:   defaultProfiles(),
		DebugInfo:  defaultDebugInfo(),
	}
}

// Validate reports every mistake at once, each by its key in YAML and with what would be right.
func (c *Config) Validate() error {
	return errors.Join(
		notEmpty("languages", c.Languages, "rust"),
		notEmpty("attributes", c.Attributes, "exception.stacktrace"),
		noneTwice("attributes", c.Attributes),
		noStatusMessage("attributes", c.Attributes),
		c.Application.validate("application"),
		c.Frames.validate("frames"),
		oneOf("elision", c.Elision, elisionLine, elisionNone),
		oneOf("labels.style", c.Labels.Style, "hyphen", "rustc", "none"),
		oneOf("labels.min_grade", c.Labels.MinGrade, "inferred", "proven", "exact"),
		oneOf("labels.macros", c.Labels.Macros, macros...),
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

// validateOwnKey refuses a key to write to whose text would itself be cleaned, or under which something else is written.
func (c *Config) validateOwnKey(option, key string) error {
	taken := ""
	switch writer, written := signals.WrittenFor(key); {
	case key == "":
		return nil
	case isBlank(key):
		return fmt.Errorf("%s: %q is no key; write something such as %q, or leave the option out", option, key, "exception."+option)
	case slices.Contains(c.Attributes, key):
		taken = "is listed in attributes"
	case written:
		taken = "is written by " + writer
	case option == "fingerprint" && key == c.Original:
		taken = "is the key of original"
	default:
		return nil
	}
	return fmt.Errorf("%s: %q %s; name a key of its own, such as %q", option, key, taken, key+"."+option)
}

// validateClasses refuses what is not a class, and the class that is never removed.
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

// validateEach checks each name or glob by itself, so that a mistake can be told by its place.
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
			errs = append(errs, fmt.Errorf("%s[%d]: must not be empty; write something such as %q, or leave the entry out", key, i, example))
		}
	}
	return errors.Join(errs...)
}

// noneTwice refuses values that are listed twice, each of which would be seen to twice.
func noneTwice(key string, values []string) error {
	var errs []error
	for i, value := range values {
		if slices.Contains(values[:i], value) && !isBlank(value) {
			errs = append(errs, fmt.Errorf("%s[%d]: %q is listed before; leave the entry out", key, i, value))
		}
	}
	return errors.Join(errs...)
}

// noStatusMessage refuses the word that stood for the message of a span's status until it got an option of its own.
func noStatusMessage(key string, values []string) error {
	i := slices.Index(values, "status.message")
	if i < 0 {
		return nil
	}
	return fmt.Errorf(`%s[%d]: "status.message" is no attribute; set traces.status_message: true`, key, i)
}

func isBlank(value string) bool { return strings.TrimSpace(value) == "" }

func oneOf(key, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s: %q is none of %s", key, value, strings.Join(allowed, ", "))
}

// Options returns a valid configuration as package processor takes it, for those who clean without the Collector.
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

// RewriteOptions returns what a valid configuration says of cleaning a text, for those who clean without the
// Collector.
func (c *Config) RewriteOptions() rewrite.Options {
	var grade coroutine.Grade
	var style rewrite.LabelStyle
	_ = grade.UnmarshalText([]byte(c.Labels.MinGrade)) // Validate has seen both
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
		LabelStyle:     style,
		MinGrade:       grade,
		ElideGenerics:  c.Names.Generics == genericsElide,
	}
}

func classSet(names []string) rewrite.ClassSet {
	var set rewrite.ClassSet
	for _, name := range names {
		var class rewrite.Class
		_ = class.UnmarshalText([]byte(name)) // Validate has seen it
		set |= rewrite.Set(class)
	}
	return set
}

func (m *MatchConfig) matcher() rules.Matcher {
	return rules.Matcher{Crates: m.Crates, Paths: m.Paths, Sources: m.Sources}
}
