package rustasyncprocessor

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/confmaptest"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// loadConfig returns a section of testdata/config.yaml, over the defaults.
func loadConfig(t *testing.T, section string) *Config {
	t.Helper()
	conf, err := confmaptest.LoadConf("testdata/config.yaml")
	require.NoError(t, err)
	sub, err := conf.Sub(section)
	require.NoError(t, err)
	config := createDefaultConfig().(*Config)
	require.NoError(t, sub.Unmarshal(config))
	return config
}

func TestDefaultConfigIsTheLibrarysDefault(t *testing.T) {
	config := loadConfig(t, "rust_async")
	require.NoError(t, config.Validate())
	assert.Equal(t, rewrite.Options{Remove: rewrite.Standard, MinGrade: coroutine.Inferred}, config.RewriteOptions())
}

func TestConfigReachesTheProcessor(t *testing.T) {
	config := loadConfig(t, "rust_async/everything")
	require.NoError(t, config.Validate())
	assert.Equal(t, signals.Options{
		Languages:   []string{"rust", "python"},
		Attributes:  []string{"exception.stacktrace", "panic.*"},
		Original:    "exception.stacktrace.original",
		Fingerprint: "exception.fingerprint",
		Culprit:     true,
		DryRun:      true,
		Panics:      true,
		Rewrite: rewrite.Options{
			Remove: rewrite.Set(rewrite.Generator, rewrite.Adapter, rewrite.Std),
			Keep: rewrite.Matcher{
				Crates: []string{"tower-http"}, Paths: []string{"tokio::time::**"}, Sources: []string{"**/src/bin/**"},
			},
			RemoveMatching: rewrite.Matcher{
				Crates: []string{"sqlx"}, Paths: []string{"**::middleware::*"}, Sources: []string{"**/vendor/**"},
			},
			Application:   []string{"shop", "shop-*"},
			NoElision:     true,
			KeepNumbers:   true,
			MaxBytes:      2048,
			LabelStyle:    rewrite.LabelRustc,
			MinGrade:      coroutine.Proven,
			ElideGenerics: true,
		},
		Profiles: signals.ProfileOptions{Options: profiles.Options{
			Rules: rules.Options{
				Remove: rules.Set(rules.Generator, rules.Adapter),
				Keep: rules.Matcher{
					Crates: []string{"mio"}, Paths: []string{"tokio::runtime::io::**"}, Sources: []string{"**/src/io/**"},
				},
				RemoveMatching: rules.Matcher{
					Crates: []string{"jemallocator"}, Paths: []string{"alloc::**"}, Sources: []string{"**/allocator/**"},
				},
				Application:       []string{"shop", "shop-*"},
				AroundApplication: true,
				LabelStyle:        rules.LabelRustc,
				MinGrade:          coroutine.Proven,
				ElideGenerics:     true,
			},
			CollapseRecursion:   true,
			KeepRuntimeRoot:     true,
			KeepOriginalPayload: true,
		}},
	}, config.Options())
}

func TestListsThatMustNameSomething(t *testing.T) {
	config := createDefaultConfig().(*Config)
	config.Languages, config.Attributes = []string{}, nil
	assert.EqualError(t, config.Validate(), `languages: must name at least one, such as "rust"
attributes: must name at least one, such as "exception.stacktrace"`)
	config = createDefaultConfig().(*Config)
	config.Languages = []string{"Rust", " RUST "}
	assert.NoError(t, config.Validate())
}

func TestValidateReportsEveryMistakeAtOnce(t *testing.T) {
	err := loadConfig(t, "rust_async/mistakes").Validate()
	require.Error(t, err)
	assert.Equal(t, strings.TrimSpace(`
languages[1]: must not be empty; use something such as "rust", or remove the entry
attributes[0]: must not be empty; use something such as "exception.stacktrace", or remove the entry
attributes[1]: "panic.[" is no key and no glob: syntax error in pattern
application.crates[0]: must not be empty; use something such as "shop_*", or remove the entry
application.crates[1]: "shop::pay" is no glob over names of crates
application.crates[2]: "shop[" is no glob over names of crates
frames.remove[0]: "plumbing" is none of dependency, std, generator, adapter, combinator, server, runtime, panic
frames.remove[1]: "application" is none of dependency, std, generator, adapter, combinator, server, runtime, panic
frames.keep.crates[0]: must not be empty; use something such as "tower", or remove the entry
frames.keep.crates[1]: "tokio::time" is no name of a crate; paths match what is in one
frames.keep.crates[2]: "tower-*" is no name of a crate; paths match what is in one
frames.keep.paths[1]: "sqlx::[" is no glob of parts separated by "::"
frames.remove_matching.sources[0]: "src/[" is no glob of parts separated by "/"
elision: "dots" is none of line, none
max_bytes: -1 is negative; use 0 for no limit
labels.style: "upper" is none of hyphen, rustc, none
labels.min_grade: "sure" is none of inferred, proven, exact
labels.macros: "mine" is none of expanded, source
names.generics: "drop" is none of keep, elide
profiles.frames.remove[0]: "kernel" is none of dependency, std, generator, adapter, combinator, server, runtime, panic
profiles.frames.keep.paths[0]: "sqlx::[" is no glob of parts separated by "::"
profiles.original_payload: "delete" is none of drop, keep
debug_info.paths[0]: must not be empty; use something such as "/var/lib/rustasync/*.idx", or remove the entry
debug_info.match: "name" is none of auto, service, symbol
debug_info.paths[1]: "/var/lib/[.idx": syntax error in pattern
debug_info.reload: -1s is negative; use 0 to disable it`), err.Error())
}

func TestValidateRefusesKeysThatAreInUse(t *testing.T) {
	const rest = "; use a key of its own, such as "
	for section, want := range map[string]string{
		"{original: kept, attributes: [kept]}":       `original: "kept" is listed in attributes` + rest + `"kept.original"`,
		"original: exception.stacktrace":             `original: "exception.stacktrace" is written by panics` + rest + `"exception.stacktrace.original"`,
		`original: " "`:                              `original: " " is not a key; use one such as "exception.original", or omit the option`,
		"{fingerprint: kept, attributes: [a, kept]}": `fingerprint: "kept" is listed in attributes` + rest + `"kept.fingerprint"`,
		"fingerprint: code.function.name":            `fingerprint: "code.function.name" is written by culprit` + rest + `"code.function.name.fingerprint"`,
		"original: code.line.number":                 `original: "code.line.number" is written by culprit` + rest + `"code.line.number.original"`,
		"fingerprint: exception.type":                `fingerprint: "exception.type" is written by panics` + rest + `"exception.type.fingerprint"`,
		"original: rust_async.frames.kept":           `original: "rust_async.frames.kept" is written by dry_run` + rest + `"rust_async.frames.kept.original"`,
		"{original: kept, fingerprint: kept}":        `fingerprint: "kept" is already the key of original` + rest + `"kept.fingerprint"`,
		"{original: exception.stacktrace, attributes: [code.stacktrace]}": `original: "exception.stacktrace" is written by panics` +
			rest + `"exception.stacktrace.original"`,
		"attributes: [status.message]": `attributes[0]: "status.message" is not an attribute; set traces.status_message: true`,
		"attributes: [a, b, a, b]": `attributes[2]: "a" is listed twice; remove the entry
attributes[3]: "b" is listed twice; remove the entry`,
		"debug_info: {reload: 1}":    `debug_info.reload: 1ns is less than 100ms; use a duration with its unit, such as "1m"`,
		"debug_info: {reload: 99ms}": `debug_info.reload: 99ms is less than 100ms; use a duration with its unit, such as "1m"`,
	} {
		config := createDefaultConfig().(*Config)
		require.NoError(t, confFrom(t, section).Unmarshal(config))
		assert.EqualError(t, config.Validate(), want, section)
	}
	for _, section := range []string{
		"{original: kept, fingerprint: hash, culprit: true, panics: true, dry_run: true}", "{}",
		"debug_info: {reload: 100ms}", "debug_info: {reload: 0}",
	} {
		config := createDefaultConfig().(*Config)
		require.NoError(t, confFrom(t, section).Unmarshal(config))
		assert.NoError(t, config.Validate(), section)
	}
}

// The options are in four places: config.go, the schema, README's table and testdata/config.yaml. These tests hold the
// other three equal to the first.

func TestSchemaIsConfig(t *testing.T) {
	schema := loadYAML(t, "config.schema.yaml")
	got := make(map[string]string)
	collectSchema(t, got, "", schema, schema["$defs"].(map[string]any))
	assert.Equal(t, optionDefaults(), got)
}

func TestReadmeTableIsConfig(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	row := regexp.MustCompile("(?m)^\\| `([a-z_.]+)` \\| `([^|]*)` \\| [^|]+ \\|$")
	got := make(map[string]string)
	for _, match := range row.FindAllStringSubmatch(string(text), -1) {
		got[match[1]] = match[2]
	}
	assert.Equal(t, optionDefaults(), got)
}

func TestEverythingIsInTestdata(t *testing.T) {
	conf, err := confmaptest.LoadConf("testdata/config.yaml")
	require.NoError(t, err)
	everything, err := conf.Sub("rust_async/everything")
	require.NoError(t, err)
	set := make(map[string]string)
	for _, key := range everything.AllKeys() {
		key = strings.ReplaceAll(key, confmap.KeyDelimiter, ".")
		set[key] = printDefault(reflect.ValueOf(everything.Get(strings.ReplaceAll(key, ".", confmap.KeyDelimiter))))
	}
	for key, value := range optionDefaults() {
		assert.Contains(t, set, key)
		assert.NotEqual(t, value, set[key], "%s is set to its default", key)
	}
	assert.Len(t, set, len(optionDefaults()))
}

// optionDefaults returns every option of Config by its YAML key, with its default as YAML writes it.
func optionDefaults() map[string]string {
	options := make(map[string]string)
	collectConfig(options, "", reflect.ValueOf(createDefaultConfig()).Elem())
	return options
}

func collectConfig(options map[string]string, prefix string, config reflect.Value) {
	for i := range config.NumField() {
		key := config.Type().Field(i).Tag.Get("mapstructure")
		switch field := config.Field(i); {
		case key == "":
		case field.Kind() == reflect.Struct:
			collectConfig(options, prefix+key+".", field)
		default:
			options[prefix+key] = printDefault(field)
		}
	}
}

// printDefault prints a value in YAML's short form.
func printDefault(value reflect.Value) string {
	if value.Kind() == reflect.Slice {
		items := make([]string, value.Len())
		for i := range items {
			items[i] = fmt.Sprint(value.Index(i).Interface())
			if strings.HasPrefix(items[i], "*") { // an alias, in YAML
				items[i] = strconv.Quote(items[i])
			}
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	if value.Kind() == reflect.String && value.Len() == 0 {
		return `""`
	}
	return fmt.Sprint(value.Interface())
}

// collectSchema gathers the options of a schema. It fails where an option has no description or an object allows unknown
// keys.
func collectSchema(t *testing.T, options map[string]string, prefix string, schema, defs map[string]any) {
	t.Helper()
	assert.Equal(t, false, schema["additionalProperties"], "%sadditionalProperties", prefix)
	for key, value := range schema["properties"].(map[string]any) {
		property := value.(map[string]any)
		assert.NotEmpty(t, property["description"], "description of %s%s", prefix, key)
		if ref, ok := property["$ref"].(string); ok {
			property = defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		}
		if property["type"] == "object" {
			collectSchema(t, options, prefix+key+".", property, defs)
			continue
		}
		options[prefix+key] = printDefault(reflect.ValueOf(property["default"]))
	}
}

func loadYAML(t *testing.T, file string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	retrieved, err := confmap.NewRetrievedFromYAML(text)
	require.NoError(t, err)
	raw, err := retrieved.AsRaw()
	require.NoError(t, err)
	return raw.(map[string]any)
}

// The generator copies attribute values from metadata.yaml into documentation.md.
func TestMetadataHasTheValuesOfAttributes(t *testing.T) {
	described := loadYAML(t, "metadata.yaml")["attributes"].(map[string]any)
	for attribute, want := range map[string][]string{
		"class":        names[rewrite.Class](0, rewrite.Classes),
		"kind":         names[coroutine.Kind](1, rustname.Kinds),
		"grade":        names[coroutine.Grade](1, coroutine.Grades),
		"text_outcome": names[rewrite.Outcome](0, rewrite.Outcomes),
	} {
		assert.ElementsMatch(t, want, described[attribute].(map[string]any)["enum"], attribute)
	}
}

func names[T interface {
	~uint8
	fmt.Stringer
}](first T, count int) []string {
	var all []string
	for i := int(first); i < count; i++ {
		all = append(all, T(i).String())
	}
	return all
}
