package stacktext

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// BenchmarkFind reads the captured texts of each layout.
func BenchmarkFind(b *testing.B) {
	for _, dir := range layoutDirs(b) {
		text := caseTexts(b, dir)
		b.Run(filepath.Base(dir), func(b *testing.B) {
			b.SetBytes(size(text))
			b.ReportAllocs()
			for b.Loop() {
				for _, t := range text {
					Find(t) //nolint:errcheck // some of the texts hold no stack
				}
			}
		})
	}
}

// BenchmarkPrint prints them with edits.
func BenchmarkPrint(b *testing.B) {
	for _, dir := range layoutDirs(b) {
		var traces []*Trace
		var edits [][]Edit
		var texts []string
		for _, text := range caseTexts(b, dir) {
			if trace, err := Find(text); err == nil {
				traces, edits, texts = append(traces, trace), append(edits, sampleEdits(trace)), append(texts, text)
			}
		}
		if len(traces) == 0 {
			continue
		}
		b.Run(filepath.Base(dir), func(b *testing.B) {
			b.SetBytes(size(texts))
			b.ReportAllocs()
			for b.Loop() {
				for i, trace := range traces {
					trace.Print(edits[i])
				}
			}
		})
	}
}

// noStacks are texts of the kinds that a Collector sees most, none of which holds a Rust stack.
var noStacks = map[string]string{
	"log-line": `2026-11-21T20:59:36.527414Z  INFO checkout::cart: item added cart_id=8812 items=3 total=41.90 elapsed=12ms`,
	"json-log": `{"timestamp":"2026-11-21T20:59:36.674866Z","level":"INFO","fields":{"message":"request done","status":200,"path":"/api/v1/cart/items","latency_ms":12},"target":"checkout::http","span":{"name":"request","id":"7f9c"}}`,
	"rust-log": strings.Repeat("2026-11-21T20:59:36.527414Z DEBUG hyper::proto::h1::io: flushed 128 bytes\n2026-11-21T20:59:36.527Z  WARN app::db: pool is exhausted, waiting timeout=30s at src/db.rs:12\n", 40),
	"prose":    strings.Repeat("The quick brown fox jumps over the lazy dog: it was not seen again, says the keeper.\n", 60),
	"java":     "java.lang.IllegalStateException: no connection\n" + strings.Repeat("\tat com.example.checkout.Cart.add(Cart.java:118)\n\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1067)\n", 30),
	"python":   "Traceback (most recent call last):\n" + strings.Repeat("  File \"/app/checkout/cart.py\", line 118, in add\n    self.items.append(item)\n", 30),
	"go":       "goroutine 1 [running]:\n" + strings.Repeat("main.(*cart).add(0xc0000b4000, 0x3)\n\t/app/cart.go:118 +0x1d\n", 30),
	"node":     "TypeError: x is not a function\n" + strings.Repeat("    at Cart.add (/app/lib/cart.js:118:9)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n", 30),
	"c++":      strings.Repeat("#3  0x00007ffff7b0a2e5 in checkout::Cart::add (this=0x55, item=...) at /app/src/cart.cpp:118\n#4  0x00005555 in std::vector<int, std::allocator<int> >::at (this=0x7) at /usr/include/c++/13/bits/stl_vector.h:1193\n", 20),
	"ruby":     strings.Repeat("\tfrom /app/lib/cart.rb:118:in `Checkout::Cart#add'\n", 40),
}

// BenchmarkNoStack measures how soon a text that holds no stack is let go.
func BenchmarkNoStack(b *testing.B) {
	for name, text := range noStacks {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Find(text); err == nil {
					b.Fatal("found a stack")
				}
			}
		})
	}
}

// BenchmarkLong reads one very long stack.
func BenchmarkLong(b *testing.B) {
	text := longStack(100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Find(text); err != nil {
			b.Fatal(err)
		}
	}
}

func layoutDirs(b *testing.B) []string {
	dirs, err := filepath.Glob("testdata/*")
	if err != nil || len(dirs) == 0 {
		b.Fatal("no cases", err)
	}
	var layouts []string
	for _, dir := range dirs {
		if base := filepath.Base(dir); base != "fuzz" && base != "programs" {
			layouts = append(layouts, dir)
		}
	}
	return layouts
}

func caseTexts(b *testing.B, dir string) []string {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(archive.Files[0].Data))
	}
	return texts
}

func size(texts []string) (n int64) {
	for _, t := range texts {
		n += int64(len(t))
	}
	return n
}
