package rewrite_test

// Speed, in MB of stack text per second, by layout: texts seen before, known stacks below a new line, new stacks of known
// names, and texts with only new names; and texts without a Rust stack. BenchmarkCores runs all layouts on one core and
// on two.

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
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
		b.Run(fmt.Sprintf("form=%s/texts=repeated", form), func(b *testing.B) {
			run(b, func(int) []string { return texts })
		})
		b.Run(fmt.Sprintf("form=%s/stacks=repeated", form), func(b *testing.B) {
			run(b, func(round int) []string { return numbered(texts, round) })
		})
		b.Run(fmt.Sprintf("form=%s/names=repeated", form), func(b *testing.B) {
			shuffled := newShuffler(texts)
			run(b, shuffled.round)
		})
		b.Run(fmt.Sprintf("form=%s/names=new", form), func(b *testing.B) {
			renamed := newRenamer(texts)
			run(b, renamed.round)
		})
	}
}

// run cleans a batch of texts per iteration.
func run(b *testing.B, batch func(round int) []string) {
	r, err := rewrite.New(rewrite.Options{})
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

// numbered puts a different line above each text.
func numbered(texts []string, round int) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = fmt.Sprintf("request %d of round %d failed\n%s", i, round, text)
	}
	return out
}

// shuffler makes new stacks from the same names: it swaps a few frames with their neighbours, and every frame keeps its
// number.
type shuffler struct {
	traces []*stacktext.Trace
	random *rand.Rand
}

func newShuffler(texts []string) *shuffler {
	s := &shuffler{random: rand.New(rand.NewPCG(1, 2))}
	for _, text := range texts {
		if trace, err := stacktext.Find(text); err == nil {
			s.traces = append(s.traces, trace)
		}
	}
	return s
}

func (s *shuffler) round(int) []string {
	out := make([]string, len(s.traces))
	for i, trace := range s.traces {
		out[i] = s.shuffle(trace)
	}
	return out
}

func (s *shuffler) shuffle(trace *stacktext.Trace) string {
	bodies := make([]string, len(trace.Frames)) // what follows the number
	for i, f := range trace.Frames {
		bodies[i] = trace.Text[max(f.Start, f.Number.End):f.End]
	}
	const swaps = 4
	for _, stack := range trace.Stacks {
		for range min(swaps, stack.End-stack.First-1) {
			i := stack.First + s.random.IntN(stack.End-stack.First-1)
			if trace.Frames[i].Omitted+trace.Frames[i+1].Omitted == 0 {
				bodies[i], bodies[i+1] = bodies[i+1], bodies[i]
			}
		}
	}
	var out strings.Builder
	at := 0
	for i, f := range trace.Frames {
		out.WriteString(trace.Text[at:max(f.Start, f.Number.End)])
		out.WriteString(bodies[i])
		at = f.End
	}
	out.WriteString(trace.Text[at:])
	return out.String()
}

// renamer replaces every name of a text with a new one of the same length, by counting in the crates' names. The text
// stays a Rust stack of the same shape.
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

// BenchmarkCores cleans the same texts with one goroutine on one core and with two on two, in turns; scaling is how many
// times as many texts two clean in the same time, by the median turn. machine-scaling is the same number for a loop that
// shares nothing: what the machine, which may be busy, can give at that time.
func BenchmarkCores(b *testing.B) {
	var texts []string
	for _, of := range corpusTexts(b) {
		texts = append(texts, of[:min(len(of), 200)]...)
	}
	shuffled := newShuffler(texts)
	for _, known := range []string{"texts=repeated", "stacks=repeated", "names=repeated"} {
		b.Run(known, func(b *testing.B) {
			r, err := rewrite.New(rewrite.Options{})
			if err != nil {
				b.Fatal(err)
			}
			var scaling, machine []float64
			for round := 0; b.Loop(); round += 3 {
				batches := [][]string{texts, texts, texts}
				for i := range batches {
					switch known {
					case "stacks=repeated":
						batches[i] = numbered(texts, round+i)
					case "names=repeated":
						batches[i] = shuffled.round(round + i)
					}
				}
				clean := func(core int) {
					for _, text := range batches[core] {
						r.Text(text)
					}
				}
				scaling = append(scaling, scalingOf(clean))
				machine = append(machine, scalingOf(spin))
			}
			slices.Sort(scaling)
			slices.Sort(machine)
			b.ReportMetric(scaling[len(scaling)/2], "scaling")
			b.ReportMetric(machine[len(machine)/2], "machine-scaling")
		})
	}
}

// scalingOf runs the work of core 0 alone, then the work of cores 1 and 2 together.
func scalingOf(work func(core int)) float64 {
	alone := onCores(1, func(int) { work(0) })
	together := onCores(2, func(core int) { work(core + 1) })
	return 2 * alone.Seconds() / together.Seconds()
}

// onCores runs n goroutines on n cores and returns how long that took.
func onCores(n int, work func(core int)) time.Duration {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	var all sync.WaitGroup
	started := time.Now()
	for core := range n {
		all.Go(func() { work(core) })
	}
	all.Wait()
	return time.Since(started)
}

var spun atomic.Int64

func spin(int) {
	n := int64(0)
	for i := range int64(20_000_000) {
		n = n*31 + i
	}
	spun.Store(n)
}
