package processor

// What a batch comes to may be more than an int holds, where that has 32 bits.

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

func TestManyStacksOfManyFramesAreCounted(t *testing.T) {
	const lines, stacks, all = 1 << 20, 1 << 14, int64(1) << 34
	plan := &rules.Plan{Labels: []rules.LabelCount{{Count: lines}}}
	plan.Kept[rules.Application], plan.Removed[rules.Runtime] = lines, lines
	var b tally
	b.addPlan(plan, stacks)
	assert.Equal(t, all, b.kept[rules.Application])
	assert.Equal(t, all, b.removed[rules.Runtime])
	assert.Equal(t, all, b.labels[0][0])
}

func TestRoomOfALargeBatch(t *testing.T) {
	c := &profileCleaner{}
	c.was.textBytes = 1 << 30
	c.readFunctions()
	assert.Equal(t, int64(maxGrowth<<30+minGrowth), c.room)
}
