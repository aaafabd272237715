package profiles

// A batch may add up to more than a 32-bit int holds.

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

func TestManyStacksOfManyFramesAreCounted(t *testing.T) {
	const lines, stacks, all = 1 << 20, 1 << 14, int64(1) << 34
	decision := &stackset.Decision{Labels: []stackset.LabelCount{{Count: lines}}}
	decision.Kept[rules.Application], decision.Removed[rules.Runtime] = lines, lines
	var r Report
	r.count(decision, stacks)
	assert.Equal(t, all, r.Kept[rules.Application])
	assert.Equal(t, all, r.Removed[rules.Runtime])
	assert.Equal(t, all, r.Labels[0][0])
}

func TestRoomOfALargeBatch(t *testing.T) {
	assert.Equal(t, int64(maxGrowth<<30+minGrowth), roomFor(1<<30))
}
