package crates

// Collections and iterators that call closures.

var collections = []Crate{
	{
		Name: "hashbrown",
		Callers: []Caller{
			{Pattern: "hashbrown::**", Role: Invokes, Reason: "entry and hasher closures", Seen: inSource},
		},
	},
	{
		Name: "indexmap",
		Callers: []Caller{
			{Pattern: "indexmap::**", Role: Invokes, Reason: "entry closures", Seen: inSource},
		},
	},
	{
		Name: "itertools",
		Callers: []Caller{
			{Pattern: "itertools::**", Role: Invokes, Reason: "iterator adapters", Seen: inSource},
		},
	},
}
