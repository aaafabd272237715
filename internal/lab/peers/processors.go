package main

// The processors on their own: what each costs and what each gets right.

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"syscall"
	"time"

	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor"
)

const (
	batchSize = 100
	rounds    = 5 // of each row, in turns; the median counts
)

// batches makes the log records of a pass.
func batches(records []record, l load, pass int) []plog.Logs {
	var all []plog.Logs
	for from := 0; from < len(records); from += batchSize {
		logs := plog.NewLogs()
		into := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
		for i, r := range records[from:min(from+batchSize, len(records))] {
			if record := into.AppendEmpty(); l.text == nil {
				fillOrdinary(record, from+i, pass)
			} else {
				record.Attributes().PutStr(stacktraceKey, l.text(r.text, from+i, pass))
			}
		}
		all = append(all, logs)
	}
	return all
}

// cost is what some work took.
type cost struct {
	time        time.Duration // CPU time of the whole process
	allocations uint64
}

func measure(work func() error) (cost, error) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	started := processorTime()
	err := work()
	spent := processorTime() - started
	runtime.ReadMemStats(&after)
	return cost{spent, after.Mallocs - before.Mallocs}, err
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// row is one row of the table of costs. prepare makes what a round needs and is not measured.
type row struct {
	name    string
	prepare func(round int) (work func() error, err error)
	costs   []cost
}

func compareProcessors(out io.Writer, records []record) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	rows, outputs, err := newRows(records)
	if err != nil {
		return err
	}
	for round := range rounds {
		for i := range rows {
			work, err := rows[i].prepare(round)
			if err != nil {
				return err
			}
			spent, err := measure(work)
			if err != nil {
				return err
			}
			rows[i].costs = append(rows[i].costs, spent)
		}
	}
	printCosts(out, rows, records)
	return printScores(out, records, outputs)
}

// newRows returns the rows, and the sinks that collect what each peer makes of the unchanged records.
func newRows(records []record) ([]row, map[string]*sink, error) {
	var rows []row
	outputs := map[string]*sink{}
	for _, p := range peers {
		outputs[p.name] = new(sink)
		next, err := consumer.NewLogs(outputs[p.name].consume)
		if err != nil {
			return nil, nil, err
		}
		known, err := p.start(next)
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, row{name: p.name + ", new names", prepare: func(int) (func() error, error) {
			anew, err := p.start(next)
			return feed(anew, batches(records, loads[0], 0)), err
		}})
		for _, l := range slices.Backward(loads) { // unchanged texts come last: their results are scored
			rows = append(rows, row{name: p.name + ", " + l.name, prepare: func(round int) (func() error, error) {
				outputs[p.name].texts = nil
				return feed(known, batches(records, l, round)), nil
			}})
		}
	}
	rows = append(rows, row{name: "ProtoUnmarshaler and ProtoMarshaler", prepare: func(int) (func() error, error) {
		return roundTrip(batches(records, loads[0], 0))
	}})
	return rows, outputs, nil
}

func feed(p processor.Logs, all []plog.Logs) func() error {
	return func() error {
		for _, logs := range all {
			if err := p.ConsumeLogs(context.Background(), logs); err != nil {
				return err
			}
		}
		return nil
	}
}

func roundTrip(all []plog.Logs) (func() error, error) {
	var wire [][]byte
	for _, logs := range all {
		bytes, err := (&plog.ProtoMarshaler{}).MarshalLogs(logs)
		if err != nil {
			return nil, err
		}
		wire = append(wire, bytes)
	}
	return func() error {
		for _, bytes := range wire {
			logs, err := (&plog.ProtoUnmarshaler{}).UnmarshalLogs(bytes)
			if err != nil {
				return err
			}
			if _, err := (&plog.ProtoMarshaler{}).MarshalLogs(logs); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// sink keeps the texts it receives, in order.
type sink struct{ texts []string }

func (s *sink) consume(_ context.Context, logs plog.Logs) error {
	for _, resource := range logs.ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			for _, r := range scope.LogRecords().All() {
				text, _ := r.Attributes().Get(stacktraceKey)
				s.texts = append(s.texts, text.Str())
			}
		}
	}
	return nil
}

func printCosts(out io.Writer, rows []row, records []record) {
	size := 0
	for _, r := range records {
		size += len(r.text)
	}
	fmt.Fprintln(out, "| what | CPU per record | MB/s | allocations per record |")
	fmt.Fprintln(out, "| --- | ---: | ---: | ---: |")
	for _, r := range rows {
		slices.SortFunc(r.costs, func(a, b cost) int { return int(a.time - b.time) })
		c := r.costs[len(r.costs)/2]
		fmt.Fprintf(out, "| %s | %.1f µs | %.1f | %.1f |\n", r.name, float64(c.time.Microseconds())/float64(len(records)),
			float64(size)/1e6/c.time.Seconds(), float64(c.allocations)/float64(len(records)))
	}
	fmt.Fprintln(out)
}
