// Command peers compares rust_async with what people use today: contrib's transform processor, with the best set of
// replace_pattern statements for the same job. Both get the same log records of the captured corpus, in one run. It is a
// module of its own, so that the product does not depend on any of it. It prints Markdown for docs/benchmarks.md.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

func main() {
	data := flag.String("corpus", "../../../testdata/corpus", "folder with the captured backtraces")
	share := flag.Int("every", 20, "take every nth text")
	binary := flag.String("collector", "", "a Collector to measure as a whole; empty for none")
	flag.Parse()
	if err := run(os.Stdout, *data, *share, *binary); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, data string, share int, binary string) error {
	records, err := loadRecords(data, share)
	if err != nil {
		return err
	}
	size := 0
	for _, r := range records {
		size += len(r.text)
	}
	fmt.Fprintf(out, "%d log records with stacks as std and the panic hook print them, %.1f MB, %d per batch; %s, one core.\n\n",
		len(records), float64(size)/1e6, batchSize, runtime.Version())
	if err := compareProcessors(out, records); err != nil || binary == "" {
		return err
	}
	return compareCollectors(out, records, binary)
}

// record is a text of the corpus and the truth about its frames.
type record struct {
	text   string
	frames []corpus.FrameTruth
}

// loadRecords reads the texts of the short layout, for which statements can be written.
func loadRecords(data string, share int) ([]record, error) {
	builds, err := corpus.Load(data)
	if err != nil {
		return nil, err
	}
	var records []record
	n := 0
	for _, build := range builds {
		for _, s := range build.Scenarios {
			if s.Form != corpus.Display && s.Form != corpus.Panic {
				continue
			}
			if n++; n%share == 0 {
				records = append(records, record{s.Text, s.Frames})
			}
		}
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("no texts in %q", data)
	}
	return records, nil
}
