// Package shapes has the shapes in which Rust services record backtraces, each as its library or its users write it: under which
// key, in which layout, how deep in other values.
package shapes

import (
	"encoding/json"
	"slices"
	"strings"
)

// Shape is where a stack is.
type Shape struct {
	From      string // who writes it
	Attribute string // "" is the body of a log record
	Value     any    // strings, maps and slices
}

// Name names the shape in the messages of tests.
func (s *Shape) Name() string {
	if s.Attribute == "" {
		return "a body as of " + s.From
	}
	return s.Attribute + " as of " + s.From
}

// Missing returns what of the user's frames is not in the data that came out.
func Missing(out string) []string {
	return slices.DeleteFunc([]string{"shop::checkout::pay::{{async", "shop::main"}, func(part string) bool { return strings.Contains(out, part) })
}

// Left returns what of the runtime's frames is in the data that came out.
func Left(out string) []string {
	return slices.DeleteFunc([]string{"core::pin::Pin", "block_on"}, func(part string) bool { return !strings.Contains(out, part) })
}

// The same stack as std prints it in {} and {:?}, and below what error crates print above it.
const (
	Display = "   0: shop::checkout::pay::{{closure}}\n             at ./src/checkout.rs:41:9\n" +
		"   1: <core::pin::Pin<P> as core::future::future::Future>::poll\n             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/future/future.rs:133:9\n" +
		"   2: tokio::runtime::park::CachedParkThread::block_on\n             at /home/ci/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.48.0/src/runtime/park.rs:285:31\n" +
		"   3: shop::main\n             at ./src/main.rs:3:1\n"
	debug = `Backtrace [{ fn: "shop::checkout::pay::{{closure}}", file: "./src/checkout.rs", line: 41 }, ` +
		`{ fn: "<core::pin::Pin<P> as core::future::future::Future>::poll", file: "/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/future/future.rs", line: 133 }, ` +
		`{ fn: "tokio::runtime::park::CachedParkThread::block_on", file: "/home/ci/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.48.0/src/runtime/park.rs", line: 285 }, ` +
		`{ fn: "shop::main", file: "./src/main.rs", line: 3 }]`
	Report       = "could not pay\n\nCaused by:\n    no card\n\nStack backtrace:\n" + Display
	panicMessage = "thread 'tokio-runtime-worker' (71) panicked at src/checkout.rs:41:9:\nno card\nstack backtrace:\n" + Display
)

// All are the shapes. Those with an attribute occur on log records, spans and span events.
var All = []Shape{
	{"tracing with exception fields, KeyValue::new(exception.stacktrace)", "exception.stacktrace", Display},
	{"the same of {:?}", "exception.stacktrace", debug},
	{"semantic conventions for code", "code.stacktrace", Display},
	{"error!(backtrace = %backtrace)", "backtrace", Display},
	{"error!(backtrace = ?backtrace)", "backtrace", debug},
	{"tracing-panic", "panic.backtrace", Display},
	{"own panic hooks", "panic.stacktrace", Display},
	{"error!(error.backtrace = …)", "error.backtrace", Display},
	{"error!(error = ?err) of anyhow, eyre, snafu", "error", Report},
	{"error!(err = ?err)", "err", Report},
	{"exception.message of {:?}", "exception.message", Report},
	{"Datadog", "error.stack", Display},
	{"Elastic Common Schema", "error.stack_trace", Display},
	{"Google Cloud", "stack_trace", Display},
	{"slog and others", "stacktrace", Display},
	{"Restate", "restate.invocation.error.stacktrace", Display},
	{"acquire timeouts of deadpool users", "acquire_backtrace", Display},
	{"several stacks in an array", "exception.stacktrace", []any{"could not pay", Display}},
	{"a line an element", "exception.stacktrace", anyOf(strings.Split(strings.TrimSuffix(Display, "\n"), "\n"))},
	{"rootcause", "exception.extras", map[string]any{"backtrace": Display}},
	{"tracing-subscriber's JSON, parsed", "fields", map[string]any{"message": "could not pay", "backtrace": Display}},
	{"the same with tracing-panic", "fields", map[string]any{"panic.backtrace": Display, "panic.payload": "no card"}},
	{"log-panics", "", "thread 'tokio-runtime-worker' panicked at 'no card': src/checkout.rs:41\n" + Display},
	{"error!(\"panic backtrace: {}\")", "", "panic backtrace: " + Display},
	{"error!(\"{:?}\", err)", "", Report},
	{"stderr in a file, read whole", "", panicMessage},
	{"tracing-subscriber's JSON, not parsed", "", inJSON(map[string]any{"level": "ERROR", "fields": map[string]any{"backtrace": Display}})},
	{"the same of {:?}", "", inJSON(map[string]any{"level": "ERROR", "fields": map[string]any{"error": "no card", "backtrace": debug}})},
	{"docker's json-file", "", inJSON(map[string]any{"log": panicMessage, "stream": "stderr", "time": "2026-11-30T10:00:00Z"})},
	{"docker's json-file of JSON", "", inJSON(map[string]any{"log": inJSON(map[string]any{"backtrace": Display}) + "\n", "stream": "stdout"})},
	{"a body that is a map", "", map[string]any{"msg": "could not pay", "error": map[string]any{"backtrace": Display}}},
	{"a body that is a list", "", []any{"could not pay", map[string]any{"backtrace": Display}}},
	{"logfmt", "", `level=error msg="could not pay" backtrace=` + inJSON(Display)},
}

func anyOf(texts []string) (values []any) {
	for _, text := range texts {
		values = append(values, text)
	}
	return values
}

func inJSON(value any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // strings and maps of such
	return strings.TrimSuffix(text.String(), "\n")
}
