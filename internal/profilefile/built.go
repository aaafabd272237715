package profilefile

// What formats have in common that are not OTLP: there are no resources, and stacks are built when a file is read.

import (
	"context"
	"iter"
	"math"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// built are the stacks of a file.
type built struct {
	all     *profiles.Tables
	stackOf []int32   // by sample
	values  [][]int64 // by sample: what was measured
}

func (b *built) tables() *profiles.Tables                   { return b.all }
func (b *built) users(*processor.Processor) *profiles.Users { return b.all.UsedBy(profiles.Undeclared) }

func (b *built) samples(*processor.Processor) iter.Seq2[use, []int64] {
	return func(yield func(use, []int64) bool) {
		for i, stack := range b.stackOf {
			if !yield(use{audience: profiles.Undeclared, stack: stack}, b.values[i]) {
				return
			}
		}
	}
}

// cleaned returns the cleaned stack of each sample, nil where nothing changes.
func (b *built) cleaned(p *processor.Processor) (stacks [][]*profiles.Location) {
	decided := p.Decide(context.Background(), b.all, b.users(p))
	if !decided.Changes(b.all) {
		return nil
	}
	for _, stack := range b.stackOf {
		stacks = append(stacks, decided.After(profiles.Undeclared, stack))
	}
	return stacks
}

// addTo adds values to those of a sum. It is not ok, and nothing is added, where that is over 64 bits.
func addTo(sum, values []int64) bool {
	for i, value := range values {
		if value > 0 && sum[i] > math.MaxInt64-value || value < 0 && sum[i] < math.MinInt64-value {
			return false
		}
	}
	for i, value := range values {
		sum[i] += value
	}
	return true
}
