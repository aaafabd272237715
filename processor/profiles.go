package processor

// Profiles: who uses which stacks of a batch. What becomes of them is in internal/profiles.

import (
	"context"
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
)

// ProfileOptions says how profiles are cleaned.
type ProfileOptions struct {
	profiles.Options
	// Symbolizer finds the functions of locations that have only an address; nil leaves them as they are.
	Symbolizer profiles.Symbolizer
}

// Profiles cleans the stacks of a batch. It returns the batch that it was given.
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

// prepare decides what becomes of the batch, which keeps its form as long as nothing is written, but for the functions that
// addresses got. It returns nil where that is a fault.
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

// addUsers adds each profile of the batch for what its resource is.
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

// audienceOf returns what a resource is among the users of a stack, or of a text. Values are compared as people write them:
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

// symbolize adds the functions of locations that have only an address.
func (p *Processor) symbolize(dictionary profiles.Dictionary, users *profiles.Users) profiles.Addresses {
	if p.options.Profiles.Symbolizer == nil {
		return profiles.Addresses{}
	}
	return profiles.Symbolize(dictionary, users, p.options.Profiles.Symbolizer)
}
