package stacktext

// Layout is the way in which a stack was written. The zero value is none.
type Layout uint8

// The layouts, in the order in which they are tried.
const (
	noLayout Layout = iota
	layoutShort
	layoutFull
	layoutCrate
	layoutColorEyre
	layoutDebugList
	layoutDebugLines
	layoutTree
	layoutGdb
	layoutCoredump
	layoutTombstone
	layoutLldb
	layoutValgrind
	layoutBetterPanic
	layoutBetterPanicFirst
	layoutSnafu
	layoutCrashReport
	layoutSymbols
	layoutJSON
	layoutIPS
	layoutV8
	layoutFirefox
	layoutPerf
	layoutFolded
	layoutSymbolizer
	layoutMinidump
	layoutProbeRS
	layoutEspflash
	layoutSample
	layoutMiri
	layoutWindbg
	layoutVisualStudio
	layoutPaste
	layoutVSCode
	endOfLayouts
)

// String returns the name of the layout, as telemetry and rustasync explain show it.
func (l Layout) String() string { return layouts[l].name }

// OutermostFirst reports whether callers come before what they call. Every other layout starts with the innermost frame.
func (l Layout) OutermostFirst() bool { return layouts[l].outermostFirst }

// layoutFacts is all that the rest of the package knows of a layout. Its own file says how it is written.
type layoutFacts struct {
	name string

	// read reads the stack that starts in the line at the offset. It is nil where another layout's read tells the two apart.
	read readFunc
	// starts reports whether read can read a stack there, from that line and perhaps the next. It may say yes where read
	// then fails, but never no where read would succeed: read is not asked about other lines.
	starts startFunc
	// first are the bytes that such a line can start with, after blanks; "" is any. starts is asked about no other line.
	first string

	outermostFirst bool // callers come before what they call
	holdsElision   bool // a line of its own between two frames is read as an elision line
	// interrupts says that a line in which such a stack starts ends a numbered stack above it. The layouts without it have
	// so little to know them by that a log line between two frames can look like theirs.
	interrupts bool

	// frameStarts are what the lines of frames start with, after blanks, and lineStarts what other lines of the stack do.
	// An escaped line end before one of them shows that a string holds a stack.
	frameStarts, lineStarts []string

	// signs are what the quick look finds the layout by: every text with such a stack has one of them, or a mangled name.
	// A line that has a "::" and starts with one of quickStarts is a sign too.
	signs       signs
	quickStarts []string
}

type (
	readFunc  func(f *finder, at int) (end int, ok bool)
	startFunc func(text string, at, end int) bool
)

// layouts are tried in this order at every line outside of a stack in which one may start. The first that reads one wins,
// so a layout with surer signs comes before one that is easily mistaken.
var layouts = [endOfLayouts]layoutFacts{
	noLayout: {name: "none"},
	layoutShort: { // std's {}, and everyone who prints frames as it does; reads full, crate and color-eyre too
		name: "short", read: (*finder).readNumbered, starts: numberedStarts, interrupts: true, holdsElision: true,
		lineStarts: []string{"at "},          // the source location
		signs:      signIndex | signLocation, // names without a "::" have no index that is a sign
	},
	layoutFull:      {name: "full", holdsElision: true, signs: signIndex | signLocation},       // std's {:#}, with addresses
	layoutCrate:     {name: "crate", holdsElision: true, signs: signIndex | signLocation},      // the backtrace crate's
	layoutColorEyre: {name: "color-eyre", holdsElision: true, signs: signIndex | signLocation}, // an index in colour is no sign
	layoutDebugList: { // std's {:?}, where a line between would be no Rust syntax; reads debug-lines too
		name: "debug-list", read: (*finder).readDebug, starts: debugStarts, interrupts: true,
		frameStarts: []string{element},
		signs:       signElement,
	},
	layoutDebugLines: {name: "debug-lines", signs: signElement}, // std's {:#?}
	layoutTree: { // tokio's task dump, async-backtrace; every line must have its place in the tree
		name: "tree", read: (*finder).readTree, starts: treeStarts, interrupts: true,
		first:          "\xc2\xe2",
		outermostFirst: true, // the root is the task
		frameStarts:    []string{"╼", "└", "├"},
		signs:          signNotASCII, // the lines of the tree, or the no-break spaces before them
	},
	layoutGdb: { // gdb's bt, sanitizers
		name: "gdb", read: gdb.read, starts: gdb.starts, interrupts: true, holdsElision: true,
		first:       "#" + elision,
		frameStarts: []string{"#"},
		quickStarts: []string{"#"},
	},
	layoutCoredump: { // systemd's coredumpctl
		name: "coredump", read: coredump.read, starts: coredump.starts, interrupts: true, holdsElision: true,
		first:       "#" + elision,
		frameStarts: []string{"#"},
		quickStarts: []string{"#"},
	},
	layoutTombstone: { // tombstones and logcat
		name: "tombstone", read: tombstone.read, starts: tombstone.starts, interrupts: true, holdsElision: true,
		frameStarts: []string{"#"},
		signs:       signPC,
	},
	layoutLldb: { // lldb's bt; a * marks the frame that is selected
		name: "lldb", read: lldb.read, starts: lldb.starts, interrupts: true, holdsElision: true,
		first:       "*f" + elision,
		frameStarts: []string{"frame #", "* frame #"},
		quickStarts: []string{"frame #", "*"},
	},
	layoutValgrind: { // memcheck, helgrind and the others
		name: "valgrind", read: valgrind.read, starts: valgrind.starts, interrupts: true, holdsElision: true,
		first:       "=*" + elision,
		frameStarts: valgrindPrefixes,
		quickStarts: valgrindPrefixes,
	},
	layoutBetterPanic: { // better-panic's default; reads better-panic-first too
		name: "better-panic", read: (*finder).readBetterPanic, starts: betterPanicStarts, holdsElision: true,
		outermostFirst: true, // "most recent call last"
		frameStarts:    []string{"File "},
		quickStarts:    []string{`File "`},
	},
	layoutBetterPanicFirst: {name: "better-panic-first", holdsElision: true, quickStarts: []string{`File "`}},
	layoutSnafu: { // snafu's before 0.8
		name: "snafu", read: (*finder).readSnafu, starts: snafuStarts, holdsElision: true,
		first: digits + elision,
		signs: signNumber,
	},
	layoutCrashReport: { // macOS
		name: "crash-report", read: crashReport.read, starts: crashReport.starts, holdsElision: true,
		first: digits + elision,
		signs: signNumber,
	},
	layoutSymbols: { // the backtrace crate's symbols in {:?}, where a line between would be no Rust syntax
		name: "symbols", read: symbols.read, starts: symbols.starts,
		first:       "B" + elision,
		quickStarts: []string{"BacktraceSymbol "},
	},
	layoutJSON: { // the backtrace crate's frames in JSON
		name: "json", read: (*finder).readJSON, starts: jsonStarts,
		signs: signJSON,
	},
	layoutIPS: { // Apple's crash reports in JSON
		name: "ips", read: (*finder).readIPS, starts: ipsStarts,
		signs: signJSON,
	},
	layoutV8: { // a wasm module in a JavaScript stack of Chrome or node
		name: "v8", read: v8.read, starts: v8.starts, holdsElision: true,
		first:       "a" + elision,
		frameStarts: []string{"at "},
		signs:       signWasm, // where names have no "::"
		quickStarts: []string{"at "},
	},
	layoutFirefox: { // a wasm module in a JavaScript stack of Firefox
		name: "firefox", read: firefox.read, starts: firefox.starts, holdsElision: true,
		signs: signWasm,
	},
	layoutPerf: { // perf script
		name: "perf", read: perf.read, starts: perf.starts, holdsElision: true,
		first: hexDigits + elision,
		signs: signNumber, // the address
	},
	layoutFolded: { // the input of flame graphs; the frames of a stack are in one line
		name: "folded", read: (*finder).readFolded, starts: foldedStarts,
		outermostFirst: true, // a flame graph is drawn from the root
		signs:          signSemicolon,
	},
	layoutSymbolizer: { // addr2line, llvm-symbolizer
		name: "symbolizer", read: symbolizer.read, starts: symbolizer.starts, holdsElision: true,
		signs: signLocation,
	},
	layoutMinidump: { // Breakpad's and rust-minidump's minidump-stackwalk
		name: "minidump", read: minidump.read, starts: minidump.starts, interrupts: true, holdsElision: true,
		first: digits + elision,
		signs: signNumber,
	},
	layoutProbeRS: { // probe-rs, of microcontrollers
		name: "probe-rs", read: probeRS.read, starts: probeRS.starts, interrupts: true, holdsElision: true,
		first:       "F" + elision,
		frameStarts: []string{"Frame "},
		quickStarts: []string{"Frame "},
	},
	layoutEspflash: { // espflash's monitor
		name: "espflash", read: espflash.read, starts: espflash.starts, holdsElision: true,
		first:       "0" + elision,
		signs:       signLocation,
		quickStarts: []string{"0x"},
	},
	layoutSample: { // macOS's sample(1)
		name: "sample", read: (*finder).readSample, starts: sampleStarts, interrupts: true,
		first:          digits + sampleGuides,
		outermostFirst: true, // the root is a thread
		signs:          signNumber,
		quickStarts:    []string{"+", "!", ":", "|"},
	},
	layoutMiri: { // miri's notes
		name: "miri", read: miri.read, starts: miri.starts, interrupts: true, holdsElision: true,
		first:       "=" + elision,
		frameStarts: []string{miriNote},
		signs:       signLocation,
		quickStarts: []string{miriNote},
	},
	layoutWindbg: { // WinDbg's k
		name: "windbg", read: windbg.read, starts: windbg.starts, interrupts: true, holdsElision: true,
		first:       "(" + hexDigits + elision,
		signs:       signNumber,
		quickStarts: []string{"(Inline Function)"},
	},
	layoutVisualStudio: { // Visual Studio's Call Stack window
		name: "visual-studio", read: visualStudio.read, starts: visualStudio.starts, holdsElision: true,
		signs: signModule,
	},
	layoutPaste: { // names and locations, as an IDE copies them
		name: "paste", read: (*finder).readPaste, starts: pasteStarts, holdsElision: true,
		signs:       signLocation,
		quickStarts: []string{"("}, // addr2line -p: "(inlined by) "
	},
	layoutVSCode: { // VS Code's Copy Call Stack
		name: "vscode", read: (*finder).readVSCode, starts: vscodeStarts, holdsElision: true,
		signs: signLocation,
	},
}

// What is asked about all layouts and transports at once. The functions in their tables ask too, so that it cannot be put
// together before these are there.
var (
	readers         []*layoutFacts     // the layouts that have a read
	starters        startersByByte     // of the layouts, then of the transports
	interrupters    startersByByte     // of those that interrupt a stack
	lineStarts      []string           // what frames and other lines of a stack start with
	otherLineStarts []string           // what lines of a stack start with that are no frames themselves
	elidable        [endOfLayouts]bool // holdsElision by layout
	quick           quickLook          // for all of them
)

func init() {
	for i := range layouts {
		l := &layouts[i]
		if l.read != nil {
			readers = append(readers, l)
			starters.add(l.starts, l.first)
		}
		if l.interrupts {
			interrupters.add(l.starts, l.first)
		}
		lineStarts = append(append(lineStarts, l.frameStarts...), l.lineStarts...)
		otherLineStarts = append(otherLineStarts, l.lineStarts...)
		elidable[i] = l.holdsElision
		quick.add(l.signs, l.quickStarts)
	}
	for i := range transports {
		t := &transports[i]
		starters.add(t.starts, "")
		if t.interrupts {
			interrupters.add(t.starts, "")
		}
		quick.add(t.signs, nil)
	}
}

// holdsElision reports whether Elide can leave a line. In the other layouts it acts as Remove.
func (l Layout) holdsElision() bool { return elidable[l] }
