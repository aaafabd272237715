package crates

// Threads, their pools, and what they share.

var threads = []Crate{
	{
		Name: "rayon",
		Frames: []Frame{
			{Pattern: "rayon::**", Class: Runtime, Reason: "parallel iterators"},
		},
		Callers: []Caller{
			{Pattern: "rayon::**", Role: Invokes, Reason: "rayon has no futures"},
			{Pattern: "<_ as rayon::iter::plumbing::Folder>::**", Role: Invokes, Reason: "rayon has no futures"},
			{Pattern: "<_ as rayon::iter::plumbing::Producer>::**", Role: Invokes, Reason: "rayon has no futures"},
		},
	},
	{
		Name: "rayon_core",
		Frames: []Frame{
			{Pattern: "rayon_core::**", Class: Runtime, Reason: "thread pool"},
		},
		Callers: []Caller{
			{Pattern: "rayon_core::**", Role: Invokes, Reason: "rayon has no futures"},
			{Pattern: "<_ as rayon_core::job::Job>::execute", Role: Invokes, Reason: "rayon has no futures"},
		},
	},
	{
		Name: "crossbeam_utils",
		Frames: []Frame{
			{Pattern: "crossbeam_utils::thread::**", Class: Runtime, Reason: "scoped threads"},
		},
		Callers: []Caller{
			{Pattern: "crossbeam_utils::**", Role: Invokes, Reason: "scoped threads run FnOnce"},
		},
	},
	{
		Name: "crossbeam_channel",
		Callers: []Caller{
			{Pattern: "crossbeam_channel::**", Role: Invokes, Reason: "takes closures for context"},
		},
	},
	{
		Name:      "threadpool",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "threadpool::**", Class: Runtime, Reason: "thread pool"},
		},
	},
	{
		Name: "scoped_threadpool",
		Frames: []Frame{
			{Pattern: "scoped_threadpool::**", Class: Runtime, Reason: "thread pool"},
		},
	},
	{
		Name: "scoped_tls",
		Frames: []Frame{
			{Pattern: "scoped_tls::**", Class: Runtime, Reason: "where executors keep their context"},
		},
		Callers: []Caller{
			{Pattern: "scoped_tls::**", Role: Wraps, Reason: "ScopedKey::set<F: FnOnce() -> R>"},
		},
	},
	{
		Name: "parking_lot",
		Callers: []Caller{
			{Pattern: "parking_lot::**", Role: Invokes, Reason: "Once, MappedMutexGuard::map"},
		},
	},
	{
		Name: "parking_lot_core",
		Callers: []Caller{
			{Pattern: "parking_lot_core::**", Role: Invokes, Reason: "park(validate: impl FnOnce, …)"},
		},
	},
	{
		Name: "once_cell",
		Callers: []Caller{
			{Pattern: "once_cell::**", Role: Invokes, Reason: "get_or_init<F: FnOnce() -> T>"},
		},
	},
	{
		Name: "lazy_static",
		Callers: []Caller{
			{Pattern: "lazy_static::**", Role: Invokes, Reason: "Lazy::get<F: FnOnce() -> T>"},
		},
	},
}
