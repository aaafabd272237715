package rustname

import "strings"

// Visible paths: miri, and error messages of rustc, print a path by which a program can name an item, where symbols have the one
// at which it is defined. Shapes are of the latter.

// visible are the items of the standard library of which that matters.
var visible = [...]struct{ visible, defined string }{
	{"std::boxed::Box", "alloc::boxed::Box"},
	{"std::future::Future", "core::future::future::Future"},
	{"std::future::IntoFuture", "core::future::into_future::IntoFuture"},
	{"std::future::PollFn", "core::future::poll_fn::PollFn"},
	{"std::future::Ready", "core::future::ready::Ready"},
	{"std::hint::black_box", "core::hint::black_box"},
	{"std::iter::Iterator", "core::iter::traits::iterator::Iterator"},
	{"std::ops::Drop", "core::ops::drop::Drop"},
	{"std::ops::Fn", "core::ops::function::Fn"},
	{"std::ops::FnMut", "core::ops::function::FnMut"},
	{"std::ops::FnOnce", "core::ops::function::FnOnce"},
	{"std::option::Option", "core::option::Option"},
	{"std::pin::Pin", "core::pin::Pin"},
	{"std::ptr::drop_in_place", "core::ptr::drop_in_place"},
	{"std::result::Result", "core::result::Result"},
}

// defined returns the shape with the paths at which the standard library's items are defined.
func (s Shape) defined() Shape {
	return Shape{Self: definedPath(s.Self), Trait: definedPath(s.Trait), Path: definedPath(s.Path)}
}

// definedPath replaces the visible path of an item that an erased path starts with.
func definedPath(erased string) string {
	if !strings.HasPrefix(erased, "std::") {
		return erased // most
	}
	for i := range visible {
		rest, ok := strings.CutPrefix(erased, visible[i].visible)
		if ok && (rest == "" || strings.HasPrefix(rest, "::")) {
			return visible[i].defined + rest
		}
	}
	return erased
}
