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
	cleaner := p.profileCleanerFor(dictionary)
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
	defer func() {
		if fault := recover(); fault != nil {
			p.reportFault(fault)
			batch.stacks, prepared = users.Stacks(profiles.StackUnreadable), nil
		}
	}()
	p.addUsers(users, pd)
	batch.profiles, batch.samplesIn = users.Profiles, users.Samples
	batch.addresses = p.symbolize(pd.Dictionary(), users)
	return cleaner.Prepare(pd.Dictionary(), users)
}

// addUsers adds each profile of the batch as a user of its stacks, with its resource's audience.
func (p *Processor) addUsers(users *profiles.Users, pd pprofile.Profiles) {
	for _, resource := range pd.ResourceProfiles().All() {
		audience := p.audienceOf(resource.Resource())
		for _, scope := range resource.ScopeProfiles().All() {
			for _, profile := range scope.Profiles().All() {
				users.Add(profile, audience)
			}
		}
	}
}

// audienceOf says whether a resource is Rust, another language or undeclared. It compares values as people write them:
// "Rust" and "rust" are one language.
func (p *Processor) audienceOf(resource pcommon.Resource) profiles.Audience {
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

// symbolize adds functions to locations that have only an address.
func (p *Processor) symbolize(dictionary profiles.Dictionary, users *profiles.Users) profiles.Addresses {
	if p.options.Profiles.Symbolizer == nil {
		return profiles.Addresses{}
	}
	return profiles.Symbolize(dictionary, users, p.options.Profiles.Symbolizer)
}
