package rustname

import "testing"

// TestSurroundings holds that what tools print before and behind a name is not read as a part of it, and stays in its text.
func TestSurroundings(t *testing.T) {
	for _, test := range []struct {
		printed, text string
		path          string // "" where it is no path
	}{
		{"app.wasm!app::run::{{closure}}::h0123456789abcdef", "app.wasm!app::run::{{closure}}", "app::run::{{closure}}"},
		{"<unknown>!rust_begin_unwind", "<unknown>!rust_begin_unwind", "rust_begin_unwind"},
		{"app`<T as app::Run>::run", "app`<T as app::Run>::run", "<T as app::Run>::run"},
		{"libapp.so!_ZN3app3run17h0123456789abcdefE", "libapp.so!app::run", "app::run"},
		{"libapp.so!_RNvC3app3run", "libapp.so!app::run", "app::run"},
		{"app::Error::new externref shim", "app::Error::new externref shim", "app::Error::new externref shim"},
		{
			"<fn() as std::ops::FnOnce<()>>::call_once - shim(fn())", "<fn() as std::ops::FnOnce<()>>::call_once - shim(fn())",
			"<fn() as std::ops::FnOnce<()>>::call_once - shim(fn())",
		},
		{
			"app::run::<core::result::Result<!, app::Error>>", "app::run::<core::result::Result<!, app::Error>>",
			"app::run::<core::result::Result<!, app::Error>>",
		},
		{"app::run shim", "app::run shim", ""},
		{"app::run!go", "app::run!go", ""},
		{"!go", "!go", ""},
		{"app!", "app!", ""},
	} {
		name, err := Read(test.printed)
		if err != nil {
			t.Fatal(err)
		}
		path := ""
		if name.Path != nil {
			path = name.Path.Of(name.Text)
		}
		if name.Text != test.text || path != test.path {
			t.Errorf("%q reads as %q with the path %q, want %q with %q", test.printed, name.Text, path, test.text, test.path)
		}
	}
	plain, _ := Read("app::run::{closure#0}")
	module, _ := Read("app`app::run::{closure#0}")
	if len(module.Closures) != 1 || module.Closures[0].Key != plain.Closures[0].Key {
		t.Errorf("a module changes what a closure is: %v, want %v", module.Closures, plain.Closures)
	}
}
