package rewrite_test

// Speed, in MB of stack text a second on one core: texts whose names were seen before and texts whose names are
// all new, by layout; and texts without a Rust stack.

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

func corpusTexts(b *testing.B) map[corpus.Form][]string {
	texts := map[corpus.Form][]string{}
	for _, build := range loadCorpus(b) {
		for _, s := range build.Scenarios {
			texts[s.Form] = append(texts[s.Form], s.Text)
		}
	}
	return texts
}

func BenchmarkText(b *testing.B) {
	for form, texts := range corpusTexts(b) {
		b.Run(fmt.Sprintf("form=%s/names=repeated", form), func(b *testing.B) {
			run(b, func(int) []string { return texts })
		})
		b.Run(fmt.Sprintf("form=%s/names=new", form), func(b *testing.B) {
			renamed := newRenamer(texts)
			run(b, renamed.round)
		})
	}
}

// run cleans a batch of texts per iteration.
func run(b *testing.B, batch func(round int) []string) {
	r, err := rewrite.New(rewrite.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	size, count := 0, 0
	for _, text := range batch(0) {
		r.Text(text)
		size, count = size+len(text), count+1
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for i := 1; b.Loop(); i++ {
		b.StopTimer()
		texts := batch(i)
		b.StartTimer()
		for _, text := range texts {
			r.Text(text)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*count), "ns/text")
}

// renamer makes every name of a text one that was not there before, of the same length, by counting in the
// crates' names. It leaves the text a Rust stack of the same shape.
type renamer struct{ texts []string }

var identifier = regexp.MustCompile(`(?m)(: |<|- |fn: "|, )([a-z]\w{3,}(?:\[[0-9a-f]+\])?::)`)

func newRenamer(texts []string) renamer { return renamer{texts} }

func (r renamer) round(n int) []string {
	out := make([]string, len(r.texts))
	for i, text := range r.texts {
		tag := fmt.Sprintf("::m%x_%x::", n, i)
		out[i] = identifier.ReplaceAllStringFunc(text, func(m string) string { return strings.TrimSuffix(m, "::") + tag })
	}
	return out
}

func BenchmarkForeign(b *testing.B) {
	line := "2026-01-02T03:04:05.678Z ERROR payment: could not charge card 4711 of customer 42: connection reset by peer\n"
	java := "java.lang.IllegalStateException: boom\n" + strings.Repeat("\tat com.example.shop.Cart.checkout(Cart.java:42)\n", 40)
	for name, text := range map[string]string{"prose": strings.Repeat(line, 40), "java": java, "short": line} {
		b.Run(name, func(b *testing.B) { run(b, func(int) []string { return []string{text} }) })
	}
}
