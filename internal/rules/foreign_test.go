package rules

import "testing"

func TestForeignNames(t *testing.T) {
	for symbol, want := range map[string]string{
		"_ZN7rocksdb11MergeHelper10MergeUntilEPNS_16InternalIteratorEmb":                         "rocksdb::MergeHelper::MergeUntil(rocksdb::InternalIterator*, unsigned long, bool)",
		"__ZN7rocksdb11MergeHelper10MergeUntilEPNS_16InternalIteratorEmb":                        "rocksdb::MergeHelper::MergeUntil(rocksdb::InternalIterator*, unsigned long, bool)",
		"_ZNSt17_Function_handlerIFvvEZN7rocksdb6DBImpl5FlushEvEUlvE_E9_M_invokeERKSt9_Any_data": "std::_Function_handler<void (), rocksdb::DBImpl::Flush()::{lambda()#1}>::_M_invoke(std::_Any_data const&)",
		"_ZL9on_signali":   "on_signal(int)",
		"_ZTV3foo":         "vtable for foo",
		"_ZN7rocksdb3fooE": "_ZN7rocksdb3fooE", // a variable, which would read as a path of Rust's
		"_ZN7rocksdb":      "_ZN7rocksdb",
		"on_signal":        "on_signal",
		"_ZN4core3fmt9Formatter3pad17h0123456789abcdefE": "_ZN4core3fmt9Formatter3pad17h0123456789abcdefE",
	} {
		if got := demangled(symbol); got != want {
			t.Errorf("%s: got %s, want %s", symbol, got, want)
		}
	}
}

func TestForeignFunctions(t *testing.T) {
	engine, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	const symbol, want = "_ZN7rocksdb11MergeHelper10MergeUntilEPNS_16InternalIteratorEmb", "rocksdb::MergeHelper::MergeUntil(rocksdb::InternalIterator*, unsigned long, bool)"
	for _, names := range [][2]string{{symbol, ""}, {symbol, symbol}, {"", symbol}, {want, symbol}} {
		f, err := engine.NewFunction(names[0], names[1], "/build/rocksdb/db/merge_helper.cc")
		if err != nil {
			t.Fatal(err)
		}
		if got := f.PlainName(); got != want || f.IsRust() {
			t.Errorf("%q: got %s, Rust's: %t", names, got, f.IsRust())
		}
	}
}

// TestPlainRustNames has names of Rust's without a hash, a trait or a closure, and what reads like them.
func TestPlainRustNames(t *testing.T) {
	engine, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"std::sys::backtrace::__rust_begin_short_backtrace":                                                     true,
		"std::sys_common::backtrace::__rust_begin_short_backtrace":                                              true,
		"std::sys::backtrace::__rust_begin_short_backtrace::<<tokio::runtime::blocking::pool::Spawner>::f, ()>": true,
		"std::rt::lang_start_internal":                                                                          true,
		"core::ops::function::FnOnce::call_once{{vtable.shim}}":                                                 true,
		"<app::S as app::T>::f::{shim:vtable#0}":                                                                true,
		"std::thread::_Invoker::operator()":                                                                     false,
		"std::sort":                                                                                             false,
		"rocksdb::DBImpl::Write":                                                                                false,
		"v8::internal::Execution::Call":                                                                         false,
	} {
		f, err := engine.NewFunction(name, "", "")
		if err != nil {
			t.Fatal(err)
		}
		if f.IsRust() != want {
			t.Errorf("%s: Rust's: %t, want %t", name, f.IsRust(), want)
		}
	}
}
