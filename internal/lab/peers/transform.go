package main

// The peer: contrib's transform processor. Its statements are the best that we could write for the job.

import (
	"context"
	"fmt"
	"strings"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/transformprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"

	rustasync "github.com/rustasyncprocessor/rustasyncprocessor"
)

const stacktraceKey = "exception.stacktrace"

// statement is a replace_pattern and what it is for.
type statement struct{ pattern, with, reason string }

// location matches the line under a frame that has one, and the line end.
const location = `\n(?: +at [^\n]*\n)?`

// plumbing has the prefixes of frames to remove: their names up to the arguments.
var plumbing = []string{
	`<core::future::from_generator::GenFuture<`, `core::future::(?:get_context|poll_with_context|from_generator)`,
	`std::future::`,
	`<(?:core::pin::Pin|alloc::boxed::Box|core::panic::unwind_safe::AssertUnwindSafe|core::future::poll_fn::PollFn)<[^\n]*>::(?:poll|call_once)\n`,
	`<&mut [^\n]* as core::future::future::Future>::poll\n`,
	`core::ops::function::Fn`, `<[^\n]* as core::ops::function::Fn`,
	`<?tokio(?:_util|_stream)?::`, `<?futures_(?:util|executor|lite|core|task)::`, `<?async_(?:std|executor|io|task|global_executor)::`,
	`<?smol::`, `<?blocking::`, `<?rayon(?:_core)?::`, `<?tracing(?:_futures)?::`,
	`<?(?:hyper(?:_util)?|h2|tower(?:_service|_http)?|axum(?:_core)?|tonic|warp)::`,
	`std::(?:panicking|panic|rt|thread|sys|sys_common|backtrace|backtrace_rs)::`, `<std::thread::`, `core::panicking::`,
	`(?:rust_begin_unwind|__rust_begin_short_backtrace|__rust_try|main|_start|__libc_start[^\n]*|clone3?|start_thread|test::[^\n]*)\n`,
}

// statements, in the order in which they run.
var statements = []statement{
	{`::h[0-9a-f]{16}\n`, "\n", "the hash of the legacy mangling"},
	{`\[[0-9a-f]{16}\]`, "", "the disambiguators of v0"},
	{
		`\{(\{?)closure(#0)?\}(\}?` + location + ` *[0-9]+: <core::future::from_generator::GenFuture<)`, "{${1}async-fn${2}}${3}",
		"what GenFuture polls is async, before its frame goes",
	},
	{` *[0-9]+: (?:` + strings.Join(plumbing, "|") + `)(?:[^\n]*\n)?(?: +at [^\n]*\n)?`, "", "the plumbing"},
}

// peer is a processor to compare.
type peer struct {
	name    string
	factory processor.Factory
	config  func(component.Config) error
}

var peers = []peer{
	{"rust_async", rustasync.NewFactory(), func(component.Config) error { return nil }},
	{"transform", transformprocessor.NewFactory(), configureTransform},
}

func configureTransform(config component.Config) error {
	var lines []any
	for _, s := range statements {
		lines = append(lines, fmt.Sprintf("replace_pattern(log.attributes[%q], %q, %q)", stacktraceKey, s.pattern, s.with))
	}
	return confmap.NewFromStringMap(map[string]any{"log_statements": lines}).Unmarshal(config)
}

// start makes a processor that sends its output to next.
func (p peer) start(next consumer.Logs) (processor.Logs, error) {
	config := p.factory.CreateDefaultConfig()
	if err := p.config(config); err != nil {
		return nil, err
	}
	settings := processor.Settings{
		ID: component.NewID(p.factory.Type()), TelemetrySettings: componenttest.NewNopTelemetrySettings(),
	}
	logs, err := p.factory.CreateLogs(context.Background(), settings, config, next)
	if err != nil {
		return nil, err
	}
	return logs, logs.Start(context.Background(), componenttest.NewNopHost())
}
