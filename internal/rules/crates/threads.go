package crates

// Threads, their pools, and what they share.

var threads = []Crate{
	{
		Name: "rayon",
		Frames: []Frame{
			{Pattern: "rayon::**", Class: Runtime, Reason: "parallel iterators", Seen: "1.6.1"},
		},
		Callers: []Caller{
			{Pattern: "rayon::**", Role: Invokes, Reason: "rayon has no futures", Seen: "1.6.1"},
			{Pattern: "<_ as rayon::iter::plumbing::Folder>::**", Role: Invokes, Reason: "rayon has no futures", Seen: "1.6.1"},
			{Pattern: "<_ as rayon::iter::plumbing::Producer>::**", Role: Invokes, Reason: "rayon has no futures", Seen: "1.6.1"},
		},
	},
	{
		Name: "rayon_core",
		Frames: []Frame{
			{Pattern: "rayon_core::**", Class: Runtime, Reason: "thread pool", Seen: "1.10.1"},
		},
		Callers: []Caller{
			{Pattern: "rayon_core::**", Role: Invokes, Reason: "rayon has no futures", Seen: "1.10.1"},
			{Pattern: "<_ as rayon_core::job::Job>::execute", Role: Invokes, Reason: "rayon has no futures", Seen: "1.10.1"},
		},
	},
	{
		Name: "crossbeam_utils",
		Frames: []Frame{
			{Pattern: "crossbeam_utils::thread::**", Class: Runtime, Reason: "scoped threads", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "crossbeam_utils::**", Role: Invokes, Reason: "scoped threads run FnOnce", Seen: inSource},
		},
	},
	{
		Name: "crossbeam_channel",
		Callers: []Caller{
			{Pattern: "crossbeam_channel::**", Role: Invokes, Reason: "takes closures for context", Seen: inSource},
		},
	},
	{
		Name:      "threadpool",
		PlainWord: true,
		Frames: []Frame{
			{Pattern: "threadpool::**", Class: Runtime, Reason: "thread pool", Seen: inSource},
		},
	},
	{
		Name: "scoped_threadpool",
		Frames: []Frame{
			{Pattern: "scoped_threadpool::**", Class: Runtime, Reason: "thread pool", Seen: inSource},
		},
	},
	{
		Name: "scoped_tls",
		Frames: []Frame{
			{Pattern: "scoped_tls::**", Class: Runtime, Reason: "where executors keep their context", Seen: inSource},
		},
		Callers: []Caller{
			{Pattern: "scoped_tls::**", Role: Wraps, Reason: "ScopedKey::set<F: FnOnce() -> R>", Seen: inSource},
		},
	},
	{
		Name: "parking_lot",
		Callers: []Caller{
			{Pattern: "parking_lot::**", Role: Invokes, Reason: "Once, MappedMutexGuard::map", Seen: inSource},
		},
	},
	{
		Name: "parking_lot_core",
		Callers: []Caller{
			{Pattern: "parking_lot_core::**", Role: Invokes, Reason: "park(validate: impl FnOnce, …)", Seen: inSource},
		},
	},
	{
		Name: "once_cell",
		Callers: []Caller{
			{Pattern: "once_cell::**", Role: Invokes, Reason: "get_or_init<F: FnOnce() -> T>", Seen: "1.17.0"},
		},
	},
	{
		Name: "lazy_static",
		Callers: []Caller{
			{Pattern: "lazy_static::**", Role: Invokes, Reason: "Lazy::get<F: FnOnce() -> T>", Seen: inSource},
		},
	},
}
