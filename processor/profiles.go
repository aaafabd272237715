package processor

// Profiles: which stacks of a batch are cleaned, and for whom. What a dictionary says is read in profiles_read.go, what
// becomes of its entries is planned in profiles_plan.go, profiles_layout.go says where they will stand, and
// profiles_write.go changes them. Before all that, profiles_symbolize.go adds the functions of locations that have only
// an address.

import (
	"context"
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// ProfileOptions says how profiles are cleaned.
type ProfileOptions struct {
	// Rules says which frames go and how names are printed.
	Rules rules.Options
	// CollapseRecursion leaves one frame where a function calls itself directly.
	CollapseRecursion bool
	// KeepRuntimeRoot puts one frame, such as [tokio], in place of the runtime's frames around a stack.
	KeepRuntimeRoot bool
	// Symbolizer finds the functions of locations that have only an address; nil leaves them as they are.
	Symbolizer Symbolizer
	// KeepOriginalPayload leaves original_payload, which holds the profile as it was before, in a profile that was
	// changed.
	KeepOriginalPayload bool
}

// users are those who use a stack of the dictionary, as a set.
type users uint8

const (
	undeclared users = 1 << iota // resources that do not say their language: judged by the stacks themselves
	declared                     // resources that say a language that is looked at
	others                       // resources that say another
)

// mayClean reports whether a stack with these users may be cleaned for any.
func (u users) mayClean() bool { return u&(undeclared|declared) != 0 }

// Profiles cleans the stacks of a batch. It returns the batch that it was given.
func (p *Processor) Profiles(ctx context.Context, pd pprofile.Profiles) (pprofile.Profiles, error) {
	batch := p.telemetry.start()
	c := p.newProfileCleaner(p.subject(pd), &batch)
	batch.entriesBefore, batch.bytesIn = c.tables.sizes(), c.tables.textBytes()
	if c.decide() {
		c.write()
	}
	batch.entriesBehind, batch.bytesOut = c.tables.sizes(), c.tables.textBytes()
	p.telemetry.record(ctx, &batch)
	c.release()
	return pd, nil
}

// decide plans the new form of the batch, which keeps its own as long as nothing is written, but for the functions that
// addresses got. It reports whether there is something to write.
func (c *profileCleaner) decide() (write bool) {
	defer func() {
		if fault := recover(); fault != nil {
			c.processor.reportFault(fault)
			c.leave(stackUnreadable)
			c.faulty, write = true, false
		}
	}()
	c.survey()
	c.symbolize()
	if !c.read() || !c.plan() {
		return false
	}
	if !c.lay() {
		c.leave(stackUnreadable)
		return false
	}
	return true
}

// leave counts all stacks that could have been cleaned as left alone.
func (c *profileCleaner) leave(outcome stackOutcome) {
	c.batch.stacks = [len(stackOutcomes)]int{}
	for _, use := range c.use {
		if use.mayClean() {
			c.batch.stacks[outcome]++
		}
	}
}

// profileCleaner cleans one batch of profiles.
type profileCleaner struct {
	processor *Processor
	pd        pprofile.Profiles
	batch     *tally
	tables    tables
	stacks    *rules.Stacks
	faulty    bool

	use       []users // by stack: who uses it
	was       entries
	functions []rules.FunctionID
	given     []rules.Name // by string: the name that a function came with, plus 1
	room      int64        // how many bytes names may still grow by demangling
	locations []location
	runs      []rules.Run    // by location
	whom      []users        // by location: for whom a stack with it may be cleaned
	plans     []int          // by plan: how many stacks it is for
	kinds     []frameType    // by attribute
	cleaned   []cleanedStack // by stack
	changes   changes
	layout    layout
	samples   sampleMerger
	scratch   struct {
		lines   []rules.FunctionID
		runs    []rules.Run
		indices []int32
	}
}

func (p *Processor) newProfileCleaner(pd pprofile.Profiles, batch *tally) *profileCleaner {
	c := p.spare.Swap(nil)
	if c == nil {
		c = &profileCleaner{processor: p}
	}
	c.tables.open(pd.Dictionary())
	c.pd, c.batch, c.stacks = pd, batch, p.engineFor(&c.tables).NewStacks()
	return c
}

// maxKeptEntries bounds the memory that is kept for the next batch: what a batch with a larger table took is given
// back.
const maxKeptEntries = 1 << 17

// release forgets the batch and gives the memory back, unless a fault left it in any state.
func (c *profileCleaner) release() {
	if c.faulty {
		return
	}
	c.stacks.Release()
	large := max(len(c.use), len(c.locations), len(c.functions), len(c.layout.strings.used)) > maxKeptEntries
	c.pd, c.batch, c.stacks, c.tables = pprofile.Profiles{}, nil, nil, tables{}
	clear(c.layout.added)
	if !large {
		c.processor.spare.Store(c)
	}
}

// usersOf says what a resource is among the users of a stack, or of a text. Values are compared as people write them:
// "Rust" and "rust" are one language.
func (p *Processor) usersOf(resource pcommon.Resource) users {
	value, said := resource.Attributes().Get(languageKey)
	if !said {
		return undeclared
	}
	language := strings.TrimSpace(value.AsString())
	isSaid := func(listed string) bool { return strings.EqualFold(strings.TrimSpace(listed), language) }
	if slices.ContainsFunc(p.options.Languages, isSaid) {
		return declared
	}
	return others
}

// profiles calls f with each profile of the batch and what its resource is.
func (c *profileCleaner) profiles(f func(pprofile.Profile, users)) {
	for _, resource := range c.pd.ResourceProfiles().All() {
		user := c.processor.usersOf(resource.Resource())
		for _, scope := range resource.ScopeProfiles().All() {
			for _, profile := range scope.Profiles().All() {
				f(profile, user)
			}
		}
	}
}

// survey finds out who uses which stacks, and which attributes the samples have. Stack 0 stands for none, and is left as it is whatever it holds.
func (c *profileCleaner) survey() {
	c.use = zeroed(c.use, c.tables.stacks.Len())
	stacks, attributes := &c.layout.stacks, &c.layout.attributes
	stacks.open(c.tables.stacks.Len())
	attributes.open(c.tables.attributes.Len())
	c.profiles(func(profile pprofile.Profile, user users) {
		samples := profile.Samples()
		if user != others {
			c.batch.profiles++
			c.batch.samplesIn += samples.Len()
		}
		useAll(attributes, profile.AttributeIndices())
		for i := range samples.Len() {
			sample := samples.At(i)
			useAll(attributes, sample.AttributeIndices())
			if at := sample.StackIndex(); at > 0 && int(at) < len(c.use) {
				c.use[at] |= user
			} else {
				stacks.note(at)
			}
		}
	})
}
