package rewrite_test

import (
	"fmt"
	"log"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

const trace = `stack backtrace:
   0: shop::charge::{{closure}}
             at ./src/shop.rs:10:5
   1: <core::pin::Pin<P> as core::future::future::Future>::poll
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/future/future.rs:133:9
   2: shop::main::{{closure}}
             at ./src/main.rs:4:17
   3: tokio::runtime::park::CachedParkThread::block_on
             at /home/me/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.48.0/src/runtime/park.rs:285:31
   4: shop::main
             at ./src/main.rs:3:1
`

func ExampleRewriter_Text() {
	rewriter, err := rewrite.New(rewrite.Options{})
	if err != nil {
		log.Fatal(err)
	}
	cleaned, report := rewriter.Text(trace)
	fmt.Print(cleaned)
	fmt.Println(report.Outcome)
	// Output:
	// stack backtrace:
	//    0: shop::charge::{{async}}
	//              at ./src/shop.rs:10:5
	//    1: shop::main::{{async-block}}
	//              at ./src/main.rs:4:17
	//       [... omitted 1 frame ...]
	//    2: shop::main
	//              at ./src/main.rs:3:1
	// cleaned
}

func ExampleReport() {
	rewriter, err := rewrite.New(rewrite.Options{Summarize: true, Explain: true})
	if err != nil {
		log.Fatal(err)
	}
	_, report := rewriter.Text(trace)
	fmt.Println(report.Removed[rewrite.Adapter], "adapter and", report.Removed[rewrite.Runtime], "runtime frames removed")
	fmt.Println("it happened in", report.Culprit.Function, "at", report.Culprit.File)
	for _, frame := range report.Explanations[:2] {
		fmt.Println(frame.Class, frame.Name, frame.Reason)
	}
	// Output:
	// 1 adapter and 1 runtime frames removed
	// it happened in shop::charge::{{async}} at ./src/shop.rs
	// application shop::charge::{{closure}} its source file is the program's own
	// adapter <core::pin::Pin<P> as core::future::future::Future>::poll impl Future for Pin<P>
}

// blocks is an oracle that says that closures of shop::charge are async blocks.
type blocks struct{}

func (blocks) Kinds(name *coroutine.Name, _ coroutine.Place, into []coroutine.Kind) {
	for i, closure := range name.Closures {
		if closure.OwnerPath.Of(name.Text) == "shop::charge" {
			into[i] = rustname.KindAsyncBlock
		}
	}
}

func ExampleRewriter_With() {
	rewriter, err := rewrite.New(rewrite.Options{Explain: true})
	if err != nil {
		log.Fatal(err)
	}
	_, report := rewriter.With(blocks{}).Text(trace)
	fmt.Println(report.Explanations[0].Result, report.Explanations[0].Labels[0].Grade)
	// Output: shop::charge::{{async-block}} exact
}
