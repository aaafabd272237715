package nametable_test

import (
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// TestTable holds the order of precedence of patterns.
func TestTable(t *testing.T) {
	var table nametable.Table[string]
	for _, pattern := range []string{
		"tokio::**", "tokio::task::coop::**", "tokio::task::coop::unconstrained", "<_ as core::Future>::poll",
		"<tokio::** as core::Future>::poll", "<tokio::Sleep as core::Future>::poll", "<& as core::Future>::poll", "<_ as core::Any>::**", "start",
	} {
		table.Add(pattern, pattern)
	}
	for text, want := range map[string]string{
		"tokio::spawn":                                  "tokio::**",
		"tokio::task::coop::budget::{{closure}}":        "tokio::task::coop::**",
		"tokio::task::coop::unconstrained::{{closure}}": "tokio::task::coop::unconstrained",
		"tokio_util::spawn":                             "",
		"start":                                         "start",
		"start::run":                                    "",
		"app::tokio::spawn":                             "",
		"<tokio::Sleep as core::Future>::poll":          "<tokio::Sleep as core::Future>::poll",
		"<tokio::x::Y<u8> as core::Future>::poll::{closure#0}": "<tokio::** as core::Future>::poll",
		"<tokio::x::Y<u8> as core::Future>::poll_next":         "",
		"<tokio::Sleep as core::Future>":                       "<tokio::Sleep as core::Future>::poll",
		"<app::S as core::Future>::poll":                       "<_ as core::Future>::poll",
		"<&mut app::S as core::Future>::poll":                  "<& as core::Future>::poll",
		"<app::S as core::Any>::type_id":                       "<_ as core::Any>::**",
	} {
		name, err := rustname.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := table.Lookup(shapeOf(name)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func shapeOf(name *rustname.Name) rustname.Shape {
	shape, _ := name.ShapeAndKey()
	return shape
}
