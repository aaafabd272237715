package profiles

// Who uses what of a dictionary.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// Audience is a set of the kinds of users of a stack.
type Audience uint8

// The kinds of users.
const (
	Undeclared Audience = 1 << iota // resources that do not say their language: the stacks decide
	Declared                        // resources whose language is to be cleaned
	Others                          // resources of other languages
)

// mayClean reports whether a stack with these users may be cleaned for any of them.
func (a Audience) mayClean() bool { return a&(Undeclared|Declared) != 0 }

// Users are the profiles of a batch, and what they use of its dictionary.
type Users struct {
	Profiles, Samples int // counts those whose stacks may be cleaned

	profiles             []user
	stacks               []Audience // by stack
	firstStackOutOfRange int32
	attributes           usage
	texts                []int32 // strings that the profiles themselves use
}

// user is a profile and its audience.
type user struct {
	profile  pprofile.Profile
	audience Audience
}

// NewUsers returns the users of a dictionary before any is added.
func NewUsers(d Dictionary) *Users { return newUsers(d.StackTable().Len(), d.AttributeTable().Len()) }

func newUsers(stacks, attributes int) *Users {
	u := &Users{stacks: make([]Audience, stacks), firstStackOutOfRange: noneOutOfRange}
	u.attributes.open(attributes)
	return u
}

// UsedBy returns the users of tables of which one profile uses all stacks.
func (t *Tables) UsedBy(audience Audience) *Users {
	u := newUsers(len(t.stacks.spans), len(t.entries.attributes))
	u.Profiles = 1
	for i := range u.stacks[1:] {
		u.stacks[i+1] = audience
	}
	return u
}

// Add adds a profile. Stack 0 means none, and is left as it is whatever it holds.
func (u *Users) Add(profile pprofile.Profile, audience Audience) {
	u.profiles = append(u.profiles, user{profile, audience})
	samples := profile.Samples()
	if audience != Others {
		u.Profiles++
		u.Samples += samples.Len()
	}
	u.useAttributes(profile.AttributeIndices())
	for _, valueType := range []pprofile.ValueType{profile.SampleType(), profile.PeriodType()} {
		u.texts = append(u.texts, valueType.TypeStrindex(), valueType.UnitStrindex())
	}
	for i := range samples.Len() {
		sample := samples.At(i)
		u.useAttributes(sample.AttributeIndices())
		switch at := sample.StackIndex(); {
		case int(at) >= len(u.stacks):
			u.firstStackOutOfRange = min(u.firstStackOutOfRange, at)
		case at > 0:
			u.stacks[at] |= audience
		}
	}
}

func (u *Users) useAttributes(indices pcommon.Int32Slice) {
	for i := range indices.Len() {
		u.attributes.use(indices.At(i))
	}
}

// Stacks counts all stacks that could have been cleaned under one outcome.
func (u *Users) Stacks(outcome Outcome) (stacks [Outcomes]int) {
	for _, audience := range u.stacks {
		if audience.mayClean() {
			stacks[outcome]++
		}
	}
	return stacks
}

// mayClean reports whether any stack may be cleaned.
func (u *Users) mayClean() bool { return slices.ContainsFunc(u.stacks, Audience.mayClean) }

// anyDeclared reports whether any stack belongs to a resource that says its language.
func (u *Users) anyDeclared() bool {
	return slices.ContainsFunc(u.stacks, func(audience Audience) bool { return audience&Declared != 0 })
}
