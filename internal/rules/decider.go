package rules

// Decider says what decided whose code a frame is, of which no more is known than its crate.
type Decider uint8

// The deciders, in the order in which they are asked.
const (
	DecidedByConfiguration Decider = iota
	DecidedByIndex
	DecidedBySource
	DecidedByStack
	DecidedByTable
	DecidedByDefault
)

// Deciders is the number of deciders.
const Deciders = int(DecidedByDefault) + 1

var deciderNames = [Deciders]string{"configuration", "index", "source", "stack", "table", "default"}

// String returns the name that telemetry uses.
func (d Decider) String() string { return deciderNames[d] }

// deciderOf has for each basis of a class the Decider, plus one; 0 where whose code it is was no question.
var deciderOf = [...]Decider{
	byConfiguration: DecidedByConfiguration + 1, byIndex: DecidedByIndex + 1, bySource: DecidedBySource + 1,
	byStack: DecidedByStack + 1, byPublic: DecidedByTable + 1, byDefault: DecidedByDefault + 1, inlined: 0,
}

// Decider returns what decided whose code the frame is; not decided where its function is known, or it has no name.
func (f *Frame) Decider() (by Decider, decided bool) {
	if f.Omitted > 0 || f.row.class != Application && f.row.class != Dependency || deciderOf[f.row.basis] == 0 {
		return 0, false
	}
	return deciderOf[f.row.basis] - 1, true
}
