package profiles

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
)

// TestWhatIsDecidedIsWhatIsWritten holds the stacks that are written out for people, and for other formats, to those that a
// dictionary comes out with.
func TestWhatIsDecidedIsWhatIsWritten(t *testing.T) {
	c := newCleaner(t, func(o *Options) { o.CollapseRecursion, o.KeepRuntimeRoot = true, true })
	for name, raw := range profiletest.Real(t, "../../testdata/profiles") {
		pd := profiletest.Unmarshal(t, raw)
		before := ReadTables(pd.Dictionary())
		decided := c.Decide(before, usersOf(pd))
		assert.Equal(t, name != "shopd63_addr", decided.Changes(before), name) // it has no names
		var stacks []int32
		for _, sample := range profiletest.Samples(pd).All() {
			stacks = append(stacks, sample.StackIndex())
		}
		report := clean(newCleaner(t, func(o *Options) { *o = c.options }), pd)
		want := ReadTables(pd.Dictionary()).Undecided()

		assert.Equal(t, report.Stacks, decided.Report().Stacks, name)
		for _, stack := range stacks {
			got, want := decided.After(Undeclared, stack), want.Before(decided.Becomes(Undeclared, stack))
			require.Equal(t, writtenOut(want), writtenOut(got), "%s, stack %d", name, stack)
		}
	}
}

// writtenOut returns what locations say, but for which they are.
func writtenOut(locations []*Location) []string {
	var all []string
	for _, l := range locations {
		all = append(all, fmt.Sprintf("%s %d %v", l.Program, l.Address, l.Frames))
	}
	return all
}

// TestBuiltTablesSayWhatADictionaryDoes builds the tables of dictionaries.
func TestBuiltTablesSayWhatADictionaryDoes(t *testing.T) {
	for name, raw := range profiletest.Real(t, "../../testdata/profiles") {
		pd := profiletest.Unmarshal(t, raw)
		read := ReadTables(pd.Dictionary())
		built := rebuilt(pd)
		users := usersOf(pd)
		want, got := newCleaner(t, nil).Decide(read, users), newCleaner(t, nil).Decide(built, built.UsedBy(Undeclared))
		assert.Equal(t, want.Report().Stacks, got.Report().Stacks, name)
		assert.Equal(t, want.Report().Kept, got.Report().Kept, name)
		assert.Equal(t, want.Report().Removed, got.Report().Removed, name)
		assert.Equal(t, read.programs, built.programs, name)
		for stack := range read.stacks.spans {
			require.Equal(t, writtenOut(want.Before(int32(stack))), writtenOut(got.Before(int32(stack))), name)
			require.Equal(t, writtenOut(want.After(Undeclared, int32(stack))), writtenOut(got.After(Undeclared, int32(stack))), name)
		}
	}
}

// rebuilt builds what a dictionary holds.
func rebuilt(pd pprofile.Profiles) *Tables {
	read, b := ReadTables(pd.Dictionary()), NewBuilder()
	t := &read.entries
	for i, m := range t.mappings[1:] {
		b.AddMapping(t.text(m.file), read.programs[i+1])
	}
	for i, l := range t.locations[1:] {
		var frames []Frame
		for j, function := range t.functionsOf(int32(i + 1)) {
			at := t.positionsOf(int32(i + 1))[j]
			frames = append(frames, Frame{t.function(function), at.line, at.column})
		}
		b.AddLocation(l.mapping, l.address, l.frameType == otherType, frames)
	}
	for i := range read.stacks.spans[1:] {
		b.AddStack(read.stacks.of(int32(i + 1)))
	}
	return b.Tables()
}

// TestBuiltLocationsAreNeverOne has two locations that differ in nothing that tables hold.
func TestBuiltLocationsAreNeverOne(t *testing.T) {
	b := NewBuilder()
	frames := []Frame{{Function: Function{Name: mangledWork}}}
	one := b.AddStack([]int32{b.AddLocation(0, 0, false, frames)})
	other := b.AddStack([]int32{b.AddLocation(0, 0, false, frames)})
	tables := b.Tables()
	d := newCleaner(t, nil).Decide(tables, tables.UsedBy(Undeclared))
	assert.Equal(t, "app::work", d.After(Undeclared, one)[0].Frames[0].Name)
	assert.Equal(t, "app::work", d.After(Undeclared, other)[0].Frames[0].Name)
	assert.NotEqual(t, d.Becomes(Undeclared, one), d.Becomes(Undeclared, other))
	assert.Equal(t, mangledWork, d.Before(one)[0].Frames[0].Name)
	assert.Equal(t, int32(1), d.After(Undeclared, one)[0].Origin)
}

// TestSymbolizedTablesAreOthers holds that tables stay as they are.
func TestSymbolizedTablesAreOthers(t *testing.T) {
	b := NewBuilder()
	known := b.AddMapping("/usr/bin/app", Program{BuildID: "1234"})
	stack := b.AddStack([]int32{b.AddLocation(known, 7, false, nil), b.AddLocation(0, 8, false, nil)})
	tables := b.Tables()
	made := fmt.Sprintf("%+v", tables)
	users := tables.UsedBy(Undeclared)

	symbolized, found := tables.Symbolize(users, everywhere{})
	assert.Equal(t, Addresses{Symbolized: 1}, found)
	assert.Equal(t, []string{"app 7 [{{app::work  src/main.rs 0} 1 1}]", ` 8 []`}, writtenOut(symbolized.Undecided().Before(stack)))
	assert.Equal(t, made, fmt.Sprintf("%+v", tables))
	again, found := symbolized.Symbolize(users, everywhere{})
	assert.Same(t, symbolized, again)
	assert.Zero(t, found)
}
