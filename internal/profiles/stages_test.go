package profiles

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles/stackset"
)

// TestStagesAreOnlyRead checks that no stage changes what an earlier one made.
func TestStagesAreOnlyRead(t *testing.T) {
	c := newCleaner(t, func(o *Options) { o.CollapseRecursion, o.KeepRuntimeRoot = true, true })
	dump := func(stage any) string { return fmt.Sprintf("%+v", stage) }
	for name, raw := range profiletest.Real(t, "../../testdata/profiles") {
		small, err := profiletest.Small(raw, 50)
		require.NoError(t, err)
		pd := profiletest.Unmarshal(t, small)
		users := usersOf(pd)
		usersMade := dump(users.stacks)

		read := readTables(pd.Dictionary(), new(tables))
		tablesMade := dump(read)
		set := stackset.New(c.engine)
		known, ok := learn(read, set, new(facts))
		require.True(t, ok, name)
		factsMade := dump(known)
		stacks := readStacks(pd.Dictionary(), new(stackTable))
		stacksMade := dump(stacks)
		plan := decide(read, known, stacks, users, set, &c.options, new(planner))
		if name == "shopd63_addr" {
			require.Empty(t, plan.changed, "it has no names")
			continue
		}
		require.NotEmpty(t, plan.changed, name)
		planMade := dump(plan)
		moves, ok := layOut(read, stacks, users, plan, new(layout))
		require.True(t, ok, name)
		movesMade := dump(moves)
		w := writer{dictionary: pd.Dictionary(), stages: stages{tables: read, stacks: stacks, plan: plan, moves: moves}}
		w.write(users, new(sampleMemory), false)

		assert.Equal(t, usersMade, dump(users.stacks), name)
		assert.Equal(t, tablesMade, dump(read), name)
		assert.Equal(t, factsMade, dump(known), name)
		assert.Equal(t, stacksMade, dump(stacks), name)
		assert.Equal(t, planMade, dump(plan), name)
		assert.Equal(t, movesMade, dump(moves), name)
	}
}

// TestMemoryIsBounded checks that the memory of a large batch is not kept.
func TestMemoryIsBounded(t *testing.T) {
	c := newCleaner(t, nil)
	clean(c, profiletest.New([]string{mangledWork}))
	kept := c.memory.Load()
	require.NotNil(t, kept)
	clean(c, profiletest.New([]string{mangledWork}))
	assert.Same(t, kept, c.memory.Load(), "the memory is used again")

	clean(c, profileOfLines(maxKeptEntries))
	assert.Nil(t, c.memory.Load(), "after a batch of many locations")

	clean(c, profiletest.New([]string{mangledWork}))
	long := profiletest.New([]string{mangledWork})
	for range maxKeptStackLocations {
		long.Dictionary().StackTable().At(1).LocationIndices().Append(1)
	}
	clean(c, long)
	assert.Nil(t, c.memory.Load(), "after a batch of a long stack")
}
