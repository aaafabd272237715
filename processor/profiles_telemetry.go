package processor

// What is counted of profiles. The Collector itself counts nothing of this signal.

import "github.com/rustasyncprocessor/rustasyncprocessor/rewrite"

// stackOutcome says what became of a stack of a dictionary.
type stackOutcome uint8

const (
	stackCleaned stackOutcome = iota
	stackUnchanged
	stackNotRust
	stackUnreadable
)

var stackOutcomes = [...]string{"cleaned", "unchanged", "not_rust", "unreadable"}

// profileTally counts what was done to one batch of profiles.
type profileTally struct {
	stacks        [len(stackOutcomes)]int
	profiles      int
	samples       int
	samplesMerged int
}

// addPlan counts the lines and labels of one stack.
func (b *tally) addPlan(plan *rewrite.Plan) {
	for class := range plan.Kept {
		b.kept[class] += int(plan.Kept[class])
		b.removed[class] += int(plan.Removed[class])
	}
	for _, label := range plan.Labels {
		b.labels[label.Kind][label.Grade] += label.Count
	}
}
