package stacktext_test

import (
	"fmt"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

const panicked = `thread 'main' panicked at src/cart.rs:7:9:
empty cart
stack backtrace:
   0: core::panicking::panic_fmt
             at /rustc/59807616e/library/core/src/panicking.rs:75:14
   1: cart::checkout::{{closure}}
             at ./src/cart.rs:7:9
   2: cart::main
             at ./src/main.rs:3:5
`

func ExampleFind() {
	trace, err := stacktext.Find(panicked)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, stack := range trace.Stacks {
		fmt.Println("layout", stack.Layout)
		for i := stack.First; i < stack.End; i++ {
			fmt.Println(trace.Name(i), "in", trace.File(i), "line", trace.Frames[i].Line)
		}
	}
	// Output:
	// layout short
	// core::panicking::panic_fmt in /rustc/59807616e/library/core/src/panicking.rs line 75
	// cart::checkout::{{closure}} in ./src/cart.rs line 7
	// cart::main in ./src/main.rs line 3
}

// Frames of the standard library give way to a line that says how many there were, a closure gets another name, and the
// others new numbers. All else is what it was.
func ExampleTrace_Print() {
	trace, err := stacktext.Find(panicked)
	if err != nil {
		fmt.Println(err)
		return
	}
	edits := make([]stacktext.Edit, len(trace.Frames))
	number := 0
	for i := range edits {
		if strings.HasPrefix(trace.Name(i), "core::") {
			edits[i] = stacktext.Edit{Action: stacktext.Elide, Omitted: 1}
			continue
		}
		edits[i] = stacktext.Edit{
			Name:     strings.Replace(trace.Name(i), "{{closure}}", "{{async-fn}}", 1),
			Renumber: true, Number: number,
		}
		number++
	}
	fmt.Print(trace.Print(edits))
	// Output:
	// thread 'main' panicked at src/cart.rs:7:9:
	// empty cart
	// stack backtrace:
	//       [... omitted 1 frame ...]
	//    0: cart::checkout::{{async-fn}}
	//              at ./src/cart.rs:7:9
	//    1: cart::main
	//              at ./src/main.rs:3:5
}

// A program that reads many texts, of which few hold a stack, looks first, and reads in the memory of the trace before.
func ExampleTrace_Read() {
	var trace stacktext.Trace
	for _, text := range []string{"listening on 127.0.0.1:8080", "request failed\n" + panicked} {
		start, ok := stacktext.Start(text)
		if !ok {
			continue
		}
		if err := trace.Read(text[start:]); err == nil {
			fmt.Println(len(trace.Frames), "frames after", start, "bytes")
		}
	}
	// Output: 3 frames after 69 bytes
}

func ExampleParsePanic() {
	message, ok := stacktext.ParsePanic(panicked)
	fmt.Printf("%v: %q panicked in %q at %s\n", ok, message.Message, message.Thread, message.Location)
	// Output: true: "empty cart" panicked in "main" at src/cart.rs:7:9
}
