package processor

// Profiles: who uses which stacks of a batch. internal/profiles decides what becomes of them.

import (
	"context"
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
)

// ProfileOptions says how to clean profiles.
type ProfileOptions struct {
	profiles.Options
	// Symbolizer finds the functions of locations that have only an address; nil leaves them as they are.
	Symbolizer profiles.Symbolizer
}

// Profiles cleans the stacks of a batch, in place.
func (p *Processor) Profiles(ctx context.Context, pd pprofile.Profiles) (pprofile.Profiles, error) {
	batch := p.telemetry.start()
	subject := p.subject(pd)
	dictionary := subject.Dictionary()
	batch.entriesBefore, batch.bytesIn = sizesOf(dictionary), textBytesOf(dictionary)
	cleaner := p.profileCleanerFor(func() []string { return profiles.BuildIDs(dictionary) })
	if prepared := p.prepare(cleaner, subject, &batch); prepared != nil {
		batch.addReport(prepared.Write())
	}
	batch.entriesBehind, batch.bytesOut = sizesOf(dictionary), textBytesOf(dictionary)
	p.telemetry.record(ctx, &batch)
	return pd, nil
}

// prepare decides what becomes of the batch. Until it is written only one thing changes: addresses get functions. It
// returns nil after recovering from a panic.
func (p *Processor) prepare(cleaner *profiles.Cleaner, pd pprofile.Profiles, batch *tally) (prepared *profiles.Prepared) {
	users := profiles.NewUsers(pd.Dictionary())
	p.guard(batch, users, func() {
		p.addUsers(users, pd)
		batch.profiles, batch.samplesIn = users.Profiles, users.Samples
		if source := p.options.Profiles.Symbolizer; source != nil {
			batch.addresses = profiles.Symbolize(pd.Dictionary(), users, source)
		}
		prepared = cleaner.Prepare(pd.Dictionary(), users)
	})
	return prepared
}

// Decide decides what becomes of the stacks of tables, as Profiles does with those of a batch: where it is at fault, all are left
// alone. Stacks are counted; there is no dictionary, and samples are the caller's.
func (p *Processor) Decide(ctx context.Context, tables *profiles.Tables, users *profiles.Users) *profiles.Decided {
	batch := p.telemetry.start()
	batch.profiles = users.Profiles
	decided := tables.Undecided()
	p.guard(&batch, users, func() {
		symbolized := tables
		if source := p.options.Profiles.Symbolizer; source != nil {
			symbolized, batch.addresses = tables.Symbolize(users, source)
		}
		decided = p.profileCleanerFor(tables.BuildIDs).Decide(symbolized, users)
		batch.addReport(decided.Report())
	})
	p.telemetry.record(ctx, &batch)
	return decided
}

// guard counts the stacks of users as unreadable where deciding on them is a fault.
func (p *Processor) guard(batch *tally, users *profiles.Users, decide func()) {
	defer func() {
		if fault := recover(); fault != nil {
			p.reportFault(fault)
			batch.stacks = users.Stacks(profiles.StackUnreadable)
		}
	}()
	decide()
}

// UsersOf returns who uses the stacks of a batch.
func (p *Processor) UsersOf(pd pprofile.Profiles) *profiles.Users {
	users := profiles.NewUsers(pd.Dictionary())
	p.addUsers(users, pd)
	return users
}

// addUsers adds each profile of the batch as a user of its stacks, with its resource's audience.
func (p *Processor) addUsers(users *profiles.Users, pd pprofile.Profiles) {
	for _, resource := range pd.ResourceProfiles().All() {
		audience := p.AudienceOf(resource.Resource())
		for _, scope := range resource.ScopeProfiles().All() {
			for _, profile := range scope.Profiles().All() {
				users.Add(profile, audience)
			}
		}
	}
}

// AudienceOf returns what a resource is among the users of a stack, or of a text. Values are compared as people write them:
// "Rust" and "rust" are one language.
func (p *Processor) AudienceOf(resource pcommon.Resource) profiles.Audience {
	value, said := resource.Attributes().Get(languageKey)
	if !said {
		return profiles.Undeclared
	}
	language := strings.TrimSpace(value.AsString())
	isSaid := func(listed string) bool { return strings.EqualFold(strings.TrimSpace(listed), language) }
	if slices.ContainsFunc(p.options.Languages, isSaid) {
		return profiles.Declared
	}
	return profiles.Others
}
