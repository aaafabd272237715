package stacktext

// Layout is the way in which a stack was written.
type Layout uint8

// The layouts. Each has a file of its own that describes it.
const (
	NoLayout         Layout = iota
	Short                   // std's {}, and everyone who prints frames in that way
	Full                    // std's {:#}, with addresses
	DebugList               // std's {:?}
	DebugLines              // std's {:#?}
	Crate                   // the backtrace crate's, short or full
	ColorEyre               // color-eyre's, with or without colours
	Snafu                   // snafu's before 0.8
	BetterPanic             // better-panic's
	BetterPanicFirst        // better-panic's with the most recent call first
	Tree                    // tokio's task dump, async-backtrace
	Gdb                     // gdb's bt, sanitizers
	Lldb                    // lldb's bt
	V8                      // a wasm module in a JavaScript stack of Chrome or node
	Firefox                 // a wasm module in a JavaScript stack of Firefox
	Folded                  // the input of flame graphs
	Perf                    // perf script
	CrashReport             // macOS
	Symbols                 // the backtrace crate's symbols in {:?}
	JSON                    // the backtrace crate's frames in JSON
	Symbolizer              // addr2line, llvm-symbolizer
	Paste                   // names and places, as an IDE copies them
)

// layouts holds, for each layout, what the rest of the package and the classifier need to know of it.
var layouts = [...]struct {
	name           string
	outermostFirst bool // the caller stands before the callee
	holdsElision   bool // a line of its own between two frames can be read as one
}{
	NoLayout:         {name: "none"},
	Short:            {name: "short", holdsElision: true},
	Full:             {name: "full", holdsElision: true},
	DebugList:        {name: "debug-list"},
	DebugLines:       {name: "debug-lines"},
	Crate:            {name: "crate", holdsElision: true},
	ColorEyre:        {name: "color-eyre", holdsElision: true},
	Snafu:            {name: "snafu", holdsElision: true},
	BetterPanic:      {name: "better-panic", holdsElision: true, outermostFirst: true},
	BetterPanicFirst: {name: "better-panic-first", holdsElision: true},
	Tree:             {name: "tree", outermostFirst: true},
	Gdb:              {name: "gdb", holdsElision: true},
	Lldb:             {name: "lldb", holdsElision: true},
	V8:               {name: "v8", holdsElision: true},
	Firefox:          {name: "firefox", holdsElision: true},
	Folded:           {name: "folded", outermostFirst: true},
	Perf:             {name: "perf", holdsElision: true},
	CrashReport:      {name: "crash-report", holdsElision: true},
	Symbols:          {name: "symbols"},
	JSON:             {name: "json"},
	Symbolizer:       {name: "symbolizer", holdsElision: true},
	Paste:            {name: "paste", holdsElision: true},
}

// String returns the name of the layout, as telemetry and rustasync explain show it.
func (l Layout) String() string { return layouts[l].name }

// OutermostFirst reports whether the frames stand in the order in which they were called. Every other layout
// starts with the innermost frame.
func (l Layout) OutermostFirst() bool { return layouts[l].outermostFirst }

// HoldsElision reports whether Elide can leave a line. In the other layouts it acts as Remove.
func (l Layout) HoldsElision() bool { return layouts[l].holdsElision }

// readers are tried in this order at every line that is not part of a stack and in which one may start. The first that
// reads one wins, so that a layout with a surer sign stands before one that is easily mistaken.
var readers = [...]struct {
	// read reads the stack that starts in the line at the offset.
	read func(f *finder, at int) (end int, ok bool)
	// starts reports whether read can read one there, by that line and perhaps the next. It may be wrong where read
	// is not, as long as it lets every stack pass; read is not asked about the other lines.
	starts func(text string, at, end int) bool
}{
	{(*finder).readNumbered, numberedStarts},
	{(*finder).readDebug, debugStarts},
	{(*finder).readTree, treeStarts},
	{gdb.read, gdb.starts},
	{lldb.read, lldb.starts},
	{(*finder).readBetterPanic, betterPanicStarts},
	{(*finder).readSnafu, snafuStarts},
	{crashReport.read, crashReport.starts},
	{symbols.read, symbols.starts},
	{(*finder).readJSON, jsonStarts},
	{v8.read, v8.starts},
	{firefox.read, firefox.starts},
	{perf.read, perf.starts},
	{(*finder).readFolded, foldedStarts},
	{symbolizer.read, symbolizer.starts},
	{(*finder).readPaste, pasteStarts},
}
