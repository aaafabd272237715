package processor

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
)

// ProfileExplanation says what Profiles does to the stacks of one batch.
type ProfileExplanation struct {
	processor   *Processor
	explanation *profiles.Explanation
}

// ExplainProfiles says what Profiles would do to a batch as it is now. It changes one thing in it: locations that have
// only an address get functions, as Profiles gives them.
func (p *Processor) ExplainProfiles(pd pprofile.Profiles) *ProfileExplanation {
	users := profiles.NewUsers(pd.Dictionary())
	p.addUsers(users, pd)
	p.symbolize(pd.Dictionary(), users)
	cleaner := p.profileCleanerFor(pd.Dictionary())
	return &ProfileExplanation{p, cleaner.Explain(pd.Dictionary(), users)}
}

// Becomes returns the index that a stack, as a resource uses it, has in the batch that Profiles would make.
func (e *ProfileExplanation) Becomes(resource pcommon.Resource, stack int32) int32 {
	return e.explanation.Becomes(e.processor.audienceOf(resource), stack)
}

// Stack says what is done to the lines of a stack that a resource uses, innermost first; a location without lines counts
// as one. It is nil if the stack is left alone.
func (e *ProfileExplanation) Stack(resource pcommon.Resource, stack int32) []rules.Explanation {
	return e.explanation.Stack(e.processor.audienceOf(resource), stack)
}
