// Package coroutine says what a closure segment of a Rust name really is: the body of an async fn, an async
// block, a plain closure. Symbols do not carry it; it is concluded from evidence, and every conclusion has a
// grade that says how sure it is.
//
// In go the parsed names of one stack, innermost first; out comes a Kind and a Grade for every closure segment
// of every name. Start at Classify.
package coroutine

// Kind is what a closure segment is.
type Kind uint8

// The kinds. Unknown is the zero value.
const (
	Unknown Kind = iota
	Closure
	Async // a coroutine body of which no more is known
	AsyncFn
	AsyncBlock
	AsyncClosure
	GenFn
	GenBlock
	GenClosure
	AsyncGenFn
	AsyncGenBlock
	AsyncGenClosure
)

// Kinds is the number of kinds.
const Kinds = int(AsyncGenClosure) + 1

var kindNames = [Kinds]string{
	"unknown", "closure", "async", "async-fn", "async-block", "async-closure",
	"gen-fn", "gen-block", "gen-closure", "async-gen-fn", "async-gen-block", "async-gen-closure",
}

// String returns the kind as labels spell it.
func (k Kind) String() string { return kindNames[k] }

// Grade says how sure a conclusion is. A higher grade is surer.
type Grade uint8

// The grades. None is the zero value: nothing was concluded.
const (
	None     Grade = iota
	Inferred       // from a rule that is nearly always right
	Proven         // from a rule that cannot be wrong
	Exact          // from debug information, or from a name that says it
)

// Grades is the number of grades.
const Grades = int(Exact) + 1

var gradeNames = [Grades]string{"none", "inferred", "proven", "exact"}

// String returns the name that configuration and telemetry use.
func (g Grade) String() string { return gradeNames[g] }

// ParseGrade returns the grade of that name.
func ParseGrade(name string) (Grade, bool) {
	for g, n := range gradeNames {
		if n == name {
			return Grade(g), true
		}
	}
	return 0, false
}
