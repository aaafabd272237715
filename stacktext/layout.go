package stacktext

// Layout is the way in which a stack was written.
type Layout uint8

// The layouts. Each has a file of its own that describes it.
const (
	NoLayout   Layout = iota
	Short             // std's {}, and everyone who prints frames in that way
	Full              // std's {:#}, with addresses
	DebugList         // std's {:?}
	DebugLines        // std's {:#?}
	Crate             // the backtrace crate's, short or full
	ColorEyre         // color-eyre's, with or without colours
)

// layouts holds, for each layout, what the rest of the package and the classifier need to know of it.
var layouts = [...]struct {
	name           string
	outermostFirst bool // the caller stands before the callee
	holdsElision   bool // a line of its own between two frames can be read as one
}{
	NoLayout:   {name: "none"},
	Short:      {name: "short", holdsElision: true},
	Full:       {name: "full", holdsElision: true},
	DebugList:  {name: "debug-list"},
	DebugLines: {name: "debug-lines"},
	Crate:      {name: "crate", holdsElision: true},
	ColorEyre:  {name: "color-eyre", holdsElision: true},
}

// String returns the name of the layout, as telemetry and rustasync explain show it.
func (l Layout) String() string { return layouts[l].name }

// OutermostFirst reports whether the frames stand in the order in which they were called. Every other layout
// starts with the innermost frame.
func (l Layout) OutermostFirst() bool { return layouts[l].outermostFirst }

// HoldsElision reports whether Elide can leave a line. In the other layouts it acts as Remove.
func (l Layout) HoldsElision() bool { return layouts[l].holdsElision }

// readers are tried in this order at every line that is not part of a stack. The first that reads one wins, so
// that a layout with a surer sign stands before one that is easily mistaken.
var readers = [...]func(f *finder, at int) (end int, ok bool){
	(*finder).readNumbered,
	(*finder).readDebug,
}
