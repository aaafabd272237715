package rustname_test

import (
	"fmt"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// The symbol of an async block in an async fn, in the v0 mangling and in the legacy one.
func ExampleDemangle() {
	for _, symbol := range []string{
		"_RNCNCNvCs1234_4cart8add_item00",
		"_ZN4cart8add_item28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE",
	} {
		name, ok := rustname.Demangle(symbol, false)
		fmt.Println(name, ok)
	}
	// Output:
	// cart::add_item::{closure#0}::{closure#0} true
	// cart::add_item::{{closure}} true
}

// What a backtrace prints of a method of a generic type.
func ExampleRead() {
	name, err := rustname.Read("<cart::Store<alloc::string::String> as cart::Repository>::load::{{closure}}::h0123456789abcdef")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(name.Text)
	fmt.Println("type:   ", name.Path.Self.Of(name.Text))
	fmt.Println("trait:  ", name.Path.Trait.Of(name.Text))
	for _, closure := range name.Closures {
		fmt.Println("closure:", closure.Segment.Of(name.Text), "in", closure.OwnerPath.Of(name.Text))
	}
	// Output:
	// <cart::Store<alloc::string::String> as cart::Repository>::load::{{closure}}
	// type:    cart::Store<alloc::string::String>
	// trait:   cart::Repository
	// closure: {{closure}} in <cart::Store<alloc::string::String> as cart::Repository>::load
}

// One form for the names that different compilers give one function, so that grouping by name survives an upgrade.
func ExampleName_Canonical() {
	for _, printed := range []string{
		"cart::Store<T>::load::{{closure}}",
		"<cart::Store<u8>>::load::{closure#0}",
		"<cart[1f]::Store<u8>>::load::{async_fn_env#0}",
	} {
		if name, err := rustname.Read(printed); err == nil {
			fmt.Println(name.Canonical())
		}
	}
	// Output:
	// cart::Store::load::{closure}
	// cart::Store::load::{closure}
	// cart::Store::load::{closure}
}

// A tool that reads many names gives a Parser the memory of the last one.
func ExampleParser() {
	var parser rustname.Parser
	for _, printed := range []string{"cart::run::{async_fn#0}", "main", "std::rt::lang_start"} {
		name, err := parser.Read(printed)
		if err != nil || name.Path == nil {
			continue
		}
		fmt.Printf("%q is defined in %q, has %d closures\n", name.Text, name.DefinedIn(), len(name.Closures))
	}
	// Output:
	// "cart::run::{async_fn#0}" is defined in "cart", has 1 closures
	// "main" is defined in "", has 0 closures
	// "std::rt::lang_start" is defined in "std", has 0 closures
}
