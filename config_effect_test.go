package rustasyncprocessor

// Every option has an effect: the test finds each by reflection, sets it, and compares what comes out.

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/metadatatest"
)

// effects has, for each option, a value other than the default that changes what comes out.
var effects = map[string]string{
	"languages":                      "[python]",
	"attributes":                     "[panic.backtrace]",
	"application.crates":             "[tokio]",
	"frames.remove":                  "[]",
	"frames.keep.crates":             "[tokio]",
	"frames.keep.paths":              `["tokio::runtime::**"]`,
	"frames.keep.sources":            `["**/tokio-1.48.0/**"]`,
	"frames.remove_matching.crates":  "[serde_json]",
	"frames.remove_matching.paths":   `["serde_json::de::**"]`,
	"frames.remove_matching.sources": `["**/serde_json-1.0.91/**"]`,
	"elision":                        "none",
	"keep_numbers":                   "true",
	"max_bytes":                      "150",
	"labels.style":                   "rustc",
	"labels.min_grade":               "exact",
	"names.generics":                 "elide",
	"original":                       "kept",
	"fingerprint":                    "hash",
	"culprit":                        "true",
	"panics":                         "true",
	"dry_run":                        "true",
	"logs.body":                      "false",
	"traces.status_message":          "false",

	"profiles.frames.remove":                  "[generator]",
	"profiles.frames.keep.crates":             "[hyper]",
	"profiles.frames.keep.paths":              `["hyper::proto::**"]`,
	"profiles.frames.keep.sources":            `["**/hyper-*/**"]`,
	"profiles.frames.remove_matching.crates":  "[serde_json]",
	"profiles.frames.remove_matching.paths":   `["serde_json::**"]`,
	"profiles.frames.remove_matching.sources": `["**/serde_json-*/**"]`,
	"profiles.collapse_recursion":             "true",
	"profiles.keep_runtime_root":              "true",
	"profiles.original_payload":               "keep",

	"debug_info.paths":     "[programs/*.idx]",
	"debug_info.reload":    "1h",
	"debug_info.match":     "symbol",
	"debug_info.symbolize": "false",
	"labels.macros":        "source",
}

// effectStack has a frame for each option that applies to texts.
const effectStack = `thread 'main' panicked at src/main.rs:3:5:
boom
stack backtrace:
   0: serde_json::de::from_str::<shop::Order>
             at /registry/src/serde_json-1.0.91/src/de.rs:5:5
   1: shop::pay::{{closure}}
             at ./src/pay.rs:10:5
   2: <core::pin::Pin<P> as core::future::future::Future>::poll
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/future/future.rs:133:9
   3: tokio::runtime::park::CachedParkThread::block_on
             at /registry/src/tokio-1.48.0/src/runtime/park.rs:285:31
   4: shop::main
             at ./src/main.rs:3:1
`

func TestEveryOptionChangesSomething(t *testing.T) {
	options := optionsIn(reflect.TypeFor[Config](), "")
	plain := outcome(t, "")
	for _, option := range options {
		t.Run(option, func(t *testing.T) {
			value, known := effects[option]
			require.True(t, known, "add to effects a value that changes what comes out")
			assert.NotEqual(t, plain, outcome(t, nested(option, value)))
		})
	}
	for option := range effects {
		assert.Contains(t, options, option)
	}
}

// optionsIn returns the options of a configuration by their YAML keys.
func optionsIn(config reflect.Type, prefix string) []string {
	var options []string
	for i := range config.NumField() {
		field := config.Field(i)
		key, ok := field.Tag.Lookup("mapstructure")
		switch {
		case !ok:
		case field.Type.Kind() == reflect.Struct:
			options = append(options, optionsIn(field.Type, prefix+key+".")...)
		default:
			options = append(options, prefix+key)
		}
	}
	return options
}

// nested returns a YAML line that sets an option.
func nested(option, value string) string {
	keys := strings.Split(option, ".")
	return strings.Join(keys, ": {") + ": " + value + strings.Repeat("}", len(keys)-1) + "\n"
}

// outcome returns what a configuration makes of data of all signals.
func outcome(t *testing.T, section string) string {
	t.Helper()
	config := configFrom(t, section)
	var out strings.Builder
	logs := `{"resourceLogs": [{"resource": {"attributes": [{"key": "telemetry.sdk.language", "value": {"stringValue": "rust"}}]},
		"scopeLogs": [{"logRecords": [
			{"attributes": [{"key": "exception.stacktrace", "value": {"stringValue": STACK}}]},
			{"attributes": [{"key": "panic.backtrace", "value": {"stringValue": STACK}}]},
			{"body": {"stringValue": STACK}}]}]}]}`
	out.Write(processLogs(t, config, componenttest.NewTelemetry(), withStack(t, logs)))
	traces := `{"resourceSpans": [{"scopeSpans": [{"spans": [{"name": "pay", "status": {"code": 2, "message": STACK}}]}]}]}`
	out.Write(processTraces(t, config, componenttest.NewTelemetry(), withStack(t, traces)))
	out.WriteString(processRealProfile(t, config))
	debugInfo := config.DebugInfoOptions()
	out.WriteString(strings.Join(debugInfo.Paths, " "))
	out.WriteString(debugInfo.Reload.String())
	out.WriteByte('0' + byte(debugInfo.Match))
	out.WriteByte('0' + byte(debugInfo.Macros))
	if debugInfo.Symbolize {
		out.WriteString("symbolize")
	}
	return out.String()
}

func withStack(t *testing.T, request string) []byte {
	t.Helper()
	stack := jsonFromYAML(t, "- |\n  "+strings.ReplaceAll(effectStack, "\n", "\n  "))
	return bytes.ReplaceAll([]byte(request), []byte("STACK"), stack[1:len(stack)-1])
}

// processRealProfile returns what comes out of a captured profile with a recursive stack and a payload added.
func processRealProfile(t *testing.T, config *Config) string {
	t.Helper()
	file, err := os.Open("testdata/profiles/shopd63_full.pb.gz")
	require.NoError(t, err)
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	require.NoError(t, err)
	raw, err := io.ReadAll(unzipped)
	require.NoError(t, err)
	profiles, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(raw)
	require.NoError(t, err)
	profile := profiles.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0)
	profile.OriginalPayload().FromRaw([]byte{1, 2, 3})
	stack := profiles.Dictionary().StackTable().At(int(profile.Samples().At(0).StackIndex()))
	indices := stack.LocationIndices().AsRaw()
	stack.LocationIndices().FromRaw(append(indices, indices[len(indices)-1]))
	var sink consumertest.ProfilesSink
	telemetry := metadatatest.NewSettings(componenttest.NewTelemetry())
	processor, err := newFactory().createProfiles(context.Background(), telemetry, config, &sink)
	require.NoError(t, err)
	require.NoError(t, processor.ConsumeProfiles(context.Background(), profiles))
	out, err := (&pprofile.ProtoMarshaler{}).MarshalProfiles(sink.AllProfiles()[0])
	require.NoError(t, err)
	return string(out)
}
