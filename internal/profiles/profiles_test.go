package profiles

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

const (
	genFuture   = "<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll"
	mangledWork = "_ZN3app4work17h0123456789abcdefE"
)

// newCleaner returns a Cleaner with changed defaults.
func newCleaner(t testing.TB, change func(*Options)) *Cleaner {
	t.Helper()
	options := Options{Rules: rules.Options{
		Remove:            rules.Set(rules.Generator, rules.Adapter, rules.Combinator, rules.Server, rules.Runtime),
		AroundApplication: true,
		MinGrade:          coroutine.Inferred,
	}}
	if change != nil {
		change(&options)
	}
	c, err := New(options)
	require.NoError(t, err)
	return c
}

// usersOf returns the users of a batch; resources with an attribute "other" are other languages.
func usersOf(pd pprofile.Profiles) *Users {
	users := NewUsers(pd.Dictionary())
	for _, resource := range pd.ResourceProfiles().All() {
		audience := Undeclared
		if _, other := resource.Resource().Attributes().Get("other"); other {
			audience = Others
		}
		for _, scope := range resource.ScopeProfiles().All() {
			for _, profile := range scope.Profiles().All() {
				users.Add(profile, audience)
			}
		}
	}
	return users
}

// clean cleans a batch.
func clean(c *Cleaner, pd pprofile.Profiles) Report {
	return c.Prepare(pd.Dictionary(), usersOf(pd)).Write()
}
