// Command measure prints how well indexes of programs without debug information do: of programs that have some, which is
// the truth. It also prints what reading their code takes.
//
//	go run ./internal/lab/twins/measure [-source DIR]... BINARY...
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/twins"
)

func main() {
	var sources []string
	flag.Func("source", "directory with sources; repeatable", func(directory string) error {
		sources = append(sources, directory)
		return nil
	})
	verbose := flag.Bool("v", false, "print each closure that is wrong or not known")
	flag.Parse()
	for _, with := range []debuginfo.Options{{Sources: sources}, {NoSources: true}} {
		what := "with sources"
		if with.NoSources {
			what = "without sources"
		}
		var all twins.Counts
		for _, path := range flag.Args() {
			counts, cost, err := measure(path, with)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Printf("%-24s %s: %s; %s\n", filepath.Base(path), what, counts, cost)
			all.Add(counts)
		}
		fmt.Printf("%-24s %s: %s\n", "all", what, all)
		for _, wrong := range all.SureWrong {
			fmt.Println("  sure and wrong:", wrong)
		}
		if *verbose {
			for _, wrong := range all.Wrong {
				fmt.Println("  ", wrong)
			}
		}
	}
}

// measure compares one program with its twin.
func measure(path string, options debuginfo.Options) (counts twins.Counts, cost string, err error) {
	file, err := symbols.Open(path)
	if err != nil {
		return counts, "", err
	}
	defer file.Close()
	truth, err := debuginfo.Build(context.Background(), file, debuginfo.Options{}, nil)
	if err != nil {
		return counts, "", err
	}
	table, err := file.Symbols()
	if err != nil {
		return counts, "", err
	}
	names := make([]string, len(table))
	for i := range table {
		names[i] = table[i].Name
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	index, err := debuginfo.BuildFromCode(context.Background(), file, options)
	if err != nil {
		return counts, "", err
	}
	spent := time.Since(start)
	runtime.ReadMemStats(&after)
	code := uint64(0)
	for _, r := range file.Code() {
		code += r[1] - r[0]
	}
	oracle := func(x *debuginfo.Index) *debuginfo.Oracle {
		return debuginfo.NewOracle([]*debuginfo.Index{x}, debuginfo.MacrosExpanded)
	}
	cost = fmt.Sprintf("%d ms, %.2f bytes allocated for each of %d bytes of code", spent.Milliseconds(),
		float64(after.TotalAlloc-before.TotalAlloc)/float64(code), code)
	return twins.Compare(oracle(truth), oracle(index), names), cost, nil
}
