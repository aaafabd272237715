package main

// Runs all inputs through the product on all cores, and reduces outputs to digests at once.

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// job is one input and what to do with it.
type job struct {
	input string
	run   func() ([]output, error)
}

// done is an output as it is kept: its digests, and its content if it is to be shown.
type done struct {
	digested
	full []part
}

// wanted are the names of the outputs to show.
type wanted struct{ inputs, names map[string]bool }

func wantedOf(names []string) *wanted {
	w := &wanted{map[string]bool{}, map[string]bool{}}
	for _, name := range names {
		w.names[name], w.inputs[inputOf(name)] = true, true
	}
	return w
}

// work runs the jobs and returns their outputs by name: all as digests, or the wanted ones in full.
func work(jobs []job, want *wanted) ([]done, error) {
	var (
		group  sync.WaitGroup
		mutex  sync.Mutex
		all    []done
		failed error
	)
	queue := make(chan job)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for j := range queue {
				outputs, err := j.run()
				kept := keep(outputs, want)
				mutex.Lock()
				all = append(all, kept...)
				if err != nil && failed == nil {
					failed = fmt.Errorf("%s: %w", j.input, err)
				}
				mutex.Unlock()
			}
		})
	}
	for _, j := range jobs {
		if want == nil || want.inputs[word(j.input)] {
			queue <- j
		}
	}
	close(queue)
	group.Wait()
	slices.SortFunc(all, func(a, b done) int { return strings.Compare(a.name, b.name) })
	return all, failed
}

// keep returns what to keep of outputs.
func keep(outputs []output, want *wanted) []done {
	var kept []done
	for i := range outputs {
		o := &outputs[i]
		switch {
		case want == nil:
			kept = append(kept, done{digested: o.digests()})
		case want.names[o.name()]:
			kept = append(kept, done{digested: o.digests(), full: o.parts})
		}
	}
	return kept
}
