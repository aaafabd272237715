package rustname

// One form for all the names that different manglings and tools give a function, so that a compiler upgrade (v0 is the
// default since Rust 1.97) does not split groups by name.
//
//	legacy                       v0                                canonical                why they differ
//	a::S<T>::m                   <a::S<u8>>::m                     a::S::m                  v0 marks inherent impls
//	<a::S<T> as a::T>::m         <a::S<u8> as a::T>::m             <a::S as a::T>::m        v0 prints the types at hand
//	a::f                         a::f::<u8>                        a::f                     legacy prints none
//	a::f::{{closure}}            a::f::{closure#1}                 a::f::{closure}          legacy has no numbers
//	a::f::{{async-fn}}           a::f::{async-fn#0}, async_fn$0    a::f::{closure}          kinds are concluded
//	…::{{closure}}               …::{closure#0}::<i16>             …::{closure}             the kind of an async closure
//	a::m::<impl a::T for b::S>   <b::S as a::T>                    <b::S as a::T>           v0 leaves the module out
//	a::X::{{constant}}           a::X::{K#0}                       a::X::{constant}         spelling
//	…{{vtable.shim}}             …::{shim:vtable#0}                …::{vtable.shim}         spelling
//	drop_in_place<T>             drop_glue::<T> (1.97 on)          core::ptr::drop_in_place renamed
//
// Some names cannot be unified, since one of them lacks information: a blanket impl (legacy prints <T as a::T>::m, v0 the
// type at hand), a method that a trait provides (a::T::m and <a::S as a::T>::m), and the numbers that PDB and DWARF give
// impls instead of their type.

import "strings"

// Canonical returns the canonical form of the name, or the text itself if it is not a path.
func (n *Name) Canonical() string {
	if n.Path == nil {
		return n.Text
	}
	return n.shape().Canonical()
}

// Canonical returns the canonical form of a name of this shape.
func (s Shape) Canonical() string {
	name := s.String()
	if !strings.ContainsAny(name, "{") && !strings.HasPrefix(name, "core::ptr::drop_glue") {
		return name
	}
	return folds.Replace(name)
}

var folds = strings.NewReplacer(
	"{{constant}}", "{constant}", "{K#0}", "{constant}",
	"{{vtable.shim}}", "{vtable.shim}", "{shim:vtable#0}", "{vtable.shim}",
	"{{reify.shim}}", "{reify.shim}", "{shim:reify#0}", "{reify.shim}", "{shim:reify_fnptr#0}", "{reify.shim}",
	"core::ptr::drop_glue", "core::ptr::drop_in_place",
)
