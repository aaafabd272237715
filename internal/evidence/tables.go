package evidence

// What is known of crates, made ready to be looked up by name.

import (
	"slices"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
)

// callerFacts is what the table says of a caller.
type callerFacts struct {
	role   crates.Role
	either bool // what it polls is as often a block as a fn's body
	// inlines says that without lines, what it seems to call is what the body calls that was inlined into it.
	inlines bool
	rule    rule
}

var callerTable = func() (t nametable.Table[callerFacts]) {
	for _, crate := range crates.All {
		for _, row := range crate.Callers {
			t.Add(row.Pattern, callerFacts{row.Role, row.EitherKind, row.Inlines, newRule(row.Reason)})
		}
	}
	return t
}()

// argumentFacts is a row of the table with its reason made a rule.
type argumentFacts struct {
	crates.Argument
	functions []int // Functions and Makers
	rule      rule
	strength  strength
}

var argumentTable = func() map[string]argumentFacts {
	table := map[string]argumentFacts{}
	for _, crate := range crates.All {
		for _, row := range crate.Arguments {
			if _, twice := table[row.Path]; twice {
				panic("crates: " + row.Path + " is there twice")
			}
			facts := argumentFacts{row, slices.Concat(row.Functions, row.Makers), newRule(row.Reason), proven}
			if row.Unbound {
				facts.strength = guessed
			}
			table[row.Path] = facts
		}
	}
	return table
}()

// implFacts is what a trait says of the closure-like type that implements it.
type implFacts struct {
	says  statement
	makes bool
	rule  rule
}

// implementors are what implements each trait.
var implementors = func() map[string]implFacts {
	says := [...]statement{
		crates.Futures: isCoroutine, crates.Functions: isClosure,
		crates.GenBodies: isGen, crates.AsyncGenBodies: isAsyncGen,
	}
	table := map[string]implFacts{}
	for _, crate := range crates.All {
		for _, row := range crate.Impls {
			table[row.Trait] = implFacts{says[row.By], row.Makes, newRule(row.Reason)}
		}
	}
	return table
}()

// transparent are the types that are a Future, or a Fn, exactly when their first argument is; enum2$ is how PDB
// wraps every coroutine.
var transparent = func() map[string]bool {
	table := map[string]bool{"enum2$": true}
	for _, crate := range crates.All {
		for _, path := range crate.Transparent {
			table[path] = true
		}
	}
	return table
}()

// syncTraits are the traits of which no impl has an async fn: what a closure of such a method is polled as is an async
// block. The rule is 0 where there can be one.
var syncTraits = func() (t nametable.Table[rule]) {
	for _, crate := range crates.All {
		for _, row := range crate.Traits {
			if row.AsyncMethods {
				t.Add(row.Pattern, 0)
				continue
			}
			t.Add(row.Pattern, newRule(row.Reason))
		}
	}
	return t
}()
