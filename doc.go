// Package rustasyncprocessor is a processor for the OpenTelemetry Collector. It takes the stack traces that come from
// Rust services in exceptions, removes the frames that the compiler, the futures adapters and the async runtime put
// between the lines the user wrote, and says what every {closure#0} really is:
//
//	4: async_codegen::b::{closure#0}
//	          at ./src/lib.rs:10:5
//	5: <core::future::from_generator::GenFuture<async_codegen::b::{closure#0}> as core::future::future::Future>::poll
//	          at /rustc/897e37553bba8b42751c67658967889d11ecd120/library/core/src/future/mod.rs:91:19
//	6: async_codegen::a::{closure#0}
//	          at ./src/lib.rs:4:17
//
// becomes
//
//	0: async_codegen::b::{async-fn#0}
//	          at ./src/lib.rs:10:5
//	1: async_codegen::a::{async-fn#0}
//	          at ./src/lib.rs:4:17
//
// This package is only the component: NewFactory, its configuration and what mdatagen generates from metadata.yaml.
// Package processor walks the data; package rewrite cleans a text and works without the Collector.
package rustasyncprocessor
