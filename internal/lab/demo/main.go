// Command demo starts the built Collector, sends it captured data of tokio services over OTLP/HTTP, prints one stack
// trace before and after with the Collector's own numbers, and stops it. It fails if the Collector loses a record, a
// sample or an application frame, or cleans nothing, so that `make ci` can use it as its last test.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	binary := flag.String("collector", "bin/rustasync-collector", "the Collector to start")
	data := flag.String("data", "testdata", "folder with demo/logs.json, demo/traces.json and the profile")
	quotedIn := flag.String("quoted-in", "", "a file that must quote the cleaned trace and the numbers as printed")
	flag.Parse()
	if err := run(os.Stdout, *binary, *data, *quotedIn); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// request is a request of OTLP/HTTP, stored in a file.
type request struct {
	file, path  string // the path is relative to the receiver's address
	contentType string
	zipped      bool
	body        []byte
}

var requests = []request{
	{file: "demo/logs.json", path: "v1/logs", contentType: "application/json"},
	{file: "demo/traces.json", path: "v1/traces", contentType: "application/json"},
	{file: "profiles/shopd63_full.pb.gz", path: "v1development/profiles", contentType: "application/x-protobuf", zipped: true},
}

func run(out io.Writer, binary, data, quotedIn string) error {
	collector, err := startCollector(binary)
	if err != nil {
		return err
	}
	defer collector.remove()

	var before, after batch
	for _, r := range requests {
		var err error
		if r.body, err = os.ReadFile(filepath.Join(data, r.file)); err != nil {
			return err
		}
		if err := before.add(r.body); err != nil {
			return err
		}
		if err := collector.send(r); err != nil {
			return err
		}
	}
	counts, err := collector.counts()
	if err != nil {
		return err
	}
	exported, err := collector.finish()
	if err != nil {
		return err
	}
	for _, line := range exported {
		if err := after.add(line); err != nil {
			return err
		}
	}
	if err := check(&before, &after, counts); err != nil {
		return err
	}
	result := newResult(&before, &after, counts)
	result.print(out)
	return checkQuoted(quotedIn, result.after, result.numbers)
}

// checkQuoted fails unless the file contains each of the texts.
func checkQuoted(file string, quotes ...string) error {
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for _, quote := range quotes {
		if !strings.Contains(string(text), quote) {
			return fmt.Errorf("%s does not quote this as it is printed:\n%s", file, quote)
		}
	}
	return nil
}

// check compares what the Collector did with what the processor promises.
func check(before, after *batch, counts counts) error {
	var errs []error
	if before.items != after.items {
		errs = append(errs, fmt.Errorf("%d spans and log records in, %d out", before.items, after.items))
	}
	if len(before.texts) != len(after.texts) {
		errs = append(errs, fmt.Errorf("%d stack texts in, %d out", len(before.texts), len(after.texts)))
	}
	if in, out := before.profile, after.profile; in.samples != out.samples || in.depth() < out.depth() {
		errs = append(errs, fmt.Errorf("%d samples in, %d out; %.1f frames a stack in, %.1f out",
			in.samples, out.samples, in.depth(), out.depth()))
	}
	if n := counts.sum("frames", "class", "application", "action", "removed"); n != 0 {
		errs = append(errs, fmt.Errorf("%d frames of the application removed", n))
	}
	if counts.sum("texts", "outcome", "cleaned") == 0 {
		errs = append(errs, errors.New("no text was cleaned"))
	}
	return errors.Join(errs...)
}
