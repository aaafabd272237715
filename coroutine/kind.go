// Package coroutine defines how sure a conclusion about a closure is, and how debug information can replace it.
//
// Symbols do not say whether {closure#0} is the body of an async fn, an async block or a plain closure. That is inferred
// from the frames of the stack, and every conclusion has a Grade. Whoever knows better implements Oracle, which
// rewrite.Rewriter.With takes.
package coroutine

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/enum"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Kind is what a closure is: one of rustname's kinds.
type Kind = rustname.Kind

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

// MarshalText returns what String does.
func (g Grade) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads a name as String returns it.
func (g *Grade) UnmarshalText(name []byte) error {
	i, err := enum.Index(gradeNames[:], name)
	*g = Grade(i)
	return err
}
