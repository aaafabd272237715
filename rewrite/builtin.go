package rewrite

// The frame table: which functions are what, as data. A row is a pattern over names (rustname.Table says how it
// is written), the class, and the reason; seen names compilers or versions where a spelling is bound to them.
// The rows stand in builtin_std.go and builtin_crates.go.

import "github.com/rustasyncprocessor/rustasyncprocessor/rustname"

// frameRow is a row of the frame table.
type frameRow struct {
	pattern string
	class   Class
	reason  string
	seen    string
}

// frameTable holds the rows of both files.
var frameTable = func() (t rustname.Table[*frameRow]) {
	for _, rows := range [][]frameRow{stdFrames, startFrames, crateFrames} {
		for i := range rows {
			t.Add(rows[i].pattern, &rows[i])
		}
	}
	return t
}()

// noRow stands for the rows of frames that are in no table.
var (
	rowApplication = &frameRow{"", Application, "no crate that is known as another", ""}
	rowOwnSource   = &frameRow{"", Application, "its source file is the program's own", ""}
	rowDependency  = &frameRow{"", Dependency, "its source file lies in a package registry or vendor folder", ""}
	rowForeign     = &frameRow{"", Dependency, "not a Rust path", ""}
	rowUnresolved  = &frameRow{"", Dependency, "a frame without a name", ""}
	rowOutermost   = &frameRow{"", Runtime, "a frame without a name outside the program's start", ""}
	rowHarness     = &frameRow{"", Runtime, "libtest", ""}
	rowStd         = &frameRow{"", Std, "standard library", ""}
	rowPlumbing    = &frameRow{"", Runtime, "standard library, called from the plumbing around it", ""}
	rowPrinting    = &frameRow{"", Panic, "standard library, called from the panic machinery around it", ""}
	rowErrorCrate  = &frameRow{"", Dependency, "not at the inner end, where it would be capturing a backtrace", ""}
	rowGeneratorFn = &frameRow{"", Generator, "GenFuture::poll is all that is left of this async body", ""}
)
