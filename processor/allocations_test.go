//go:build !race

// Under the race detector, pools drop memory at random.

package processor

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRecordsWithoutARustStackAllocateNothing(t *testing.T) {
	p := newProcessor(t, Logs)
	for name, text := range map[string]string{"no text": "", "another language's stack": javaStack} {
		allocations := func(records int) int {
			texts := make([]string, records)
			for i := range texts {
				texts[i] = text
			}
			logs := newLogs(texts...)
			return int(testing.AllocsPerRun(10, func() { _, _ = p.Logs(context.Background(), logs) }))
		}
		assert.Equal(t, allocations(1), allocations(1000), name)
	}
}
