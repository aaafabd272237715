package debuginfo

// The first walk over debug information: every function whose path has a closure or coroutine in it, by its symbol,
// and of which kinds the closures are. Backtraces print symbols; debug information nests the same function under names
// that say the kinds.
//
//	symbol                 <app::S as app::T>::handle::{closure#0}
//	debug information      app::{impl#3}::handle::{async_fn#0}

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/nametable"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// collector gathers what the index will say.
type collector struct {
	parser    rustname.Parser
	functions []function
	byKey     map[rustname.Key]*entry
	types     map[string]scope.Kinds // of closures, by path
	impls     scope.Impls
	v0        map[string]bool // crates with v0 symbols
	macros    map[rustname.Key]bool

	origins  *origins             // of the crates; nil if that is not asked
	ownTypes map[string]bool      // which types are in the program's own units
	named    map[*dwarf.Unit]bool // the units that have the names of modules
}

// entry is what is known of a name: the kinds of its closures, or several lists of kinds if names read the same.
type entry struct {
	alternatives []*alternative
	own          bool // it is the program's own
}

// alternative is one list of kinds that a name can mean, and if an entry has several, what tells it from the others.
type alternative struct {
	kinds          scope.Kinds
	discriminators []discriminator
	places         map[place]bool
}

// function is a function with closures in its path.
type function struct {
	data           *dwarf.Data // that has its entry
	offset         dwarf.Offset
	key            rustname.Key
	kinds          scope.Kinds
	discriminators [2]discriminator
}

func newCollector() *collector {
	return &collector{
		byKey: map[rustname.Key]*entry{}, types: map[string]scope.Kinds{}, impls: scope.Impls{}, v0: map[string]bool{},
		macros: map[rustname.Key]bool{}, ownTypes: map[string]bool{}, named: map[*dwarf.Unit]bool{},
	}
}

// collect reads the entries of a unit.
func (c *collector) collect(unit *dwarf.LazyUnit, pages *dwarf.Pages) error {
	body, err := unit.Body()
	if err != nil {
		return err
	}
	w := unitWalk{collector: c, unit: unit, pages: pages}
	return dwarf.Walk(body, level{}, w.enter, nil)
}

// unitWalk is the walk over one unit.
type unitWalk struct {
	*collector
	unit  *dwarf.LazyUnit
	pages *dwarf.Pages
	path  scope.Path // of the entry that is read; those of the entries around it are the beginnings of it
}

// level is an entry that is open.
type level struct {
	names int          // how many are in the path of what is inside
	body  rustname.Key // of the fn's outermost async block around what is inside, 0 outside of such
}

// enter takes up an entry and returns the level of what is inside.
func (w *unitWalk) enter(e *dwarf.Entry, in level) (level, error) {
	w.pages.At(e.Offset)
	w.path = w.path[:in.names]
	switch e.Tag {
	case dwarf.TagSubprogram:
		in.body = w.addFunction(w.unit, e, w.path)
	case dwarf.TagInlinedSubroutine:
		in.body = 0
	case dwarf.TagVariable:
		if in.body != 0 && isMacroVariable(w.unit.Text(e, dwarf.AttrName)) {
			w.macros[in.body] = true
		}
	case dwarf.TagNamespace:
		w.named[w.unit.Unit] = true
		w.path = w.path.In(w.unit.Text(e, dwarf.AttrName))
		in.names = len(w.path)
	case dwarf.TagStructType, dwarf.TagUnionType, dwarf.TagEnumerationType:
		name := w.unit.Text(e, dwarf.AttrName)
		w.path = w.path.In(name)
		in.names = len(w.path)
		if _, _, closure := scope.ParseClosure(name); closure {
			symbol := w.path.Symbol()
			w.types[symbol] = w.path.Kinds()
			w.ownTypes[symbol] = w.ownTypes[symbol] || w.isOwn(w.unit)
		}
	}
	return in, nil
}

// isMacroVariable reports whether #[async_trait] adds a variable of this name to the async block that it makes of an
// async fn's body (async-trait, expand.rs: transform_block).
func isMacroVariable(name string) bool { return name == "__ret" || name == "__self" }

// addFunction takes up a function, and how its symbol spells the impl that it is in. If the function is an async block
// directly in a fn, it returns the key of its name.
func (c *collector) addFunction(unit *dwarf.LazyUnit, e *dwarf.Entry, around scope.Path) rustname.Key {
	path := around.In(unit.Text(e, dwarf.AttrName))
	kinds := path.Kinds()
	if kinds == "" {
		return 0
	}
	symbol := unit.Text(e, dwarf.AttrLinkageName)
	if symbol == "" {
		return 0
	}
	name, err := c.parser.Read(symbol)
	if err != nil || name.Path == nil {
		return 0 // a symbol that is not mangled, as of extern "C" fn
	}
	if strings.HasPrefix(symbol, "_R") {
		c.v0[path.Crate()] = true
	}
	c.impls.Add(path, name)
	if own := ownClosures(name.Closures); own == len(kinds)-1 && path.Synthetic() {
		kinds = kinds[:own] // v0 symbols name the closure that it is the body of
	}
	key, discriminators := name.Key(), discriminatorsOf(symbol, name.Text)
	own := c.isOwn(unit) && c.origins.isOwn(path.Crate())
	if kinds, ok := c.addName(name, kinds, own); ok {
		c.functions = append(c.functions, function{unit.Data, e.Offset, key, kinds, discriminators})
	}
	if around.Kinds() == "" && kinds == scope.NewKinds(rustname.KindAsyncBlock) {
		return key
	}
	return 0
}

// isOwn reports whether a unit is the program's own.
func (c *collector) isOwn(unit *dwarf.LazyUnit) bool {
	return c.origins != nil && c.origins.units[unit.Unit]
}

// addName takes up the kinds of a name's closures: for its whole path, and for the path of each closure. It returns the
// kinds of those in the path. Closures around an impl can be missing there, since symbols may print the impl by its self
// type, wherever it is.
func (c *collector) addName(name *rustname.Name, kinds scope.Kinds, own bool) (scope.Kinds, bool) {
	closures := ownClosures(name.Closures)
	if closures == 0 || closures > len(kinds) {
		return "", false
	}
	kinds = kinds[len(kinds)-closures:]
	at := 0
	for i := range name.Closures {
		if isOwn(&name.Closures[i]) {
			at++
			c.entry(name.Closures[i].Key).add(kinds[:at], own)
		}
	}
	c.entry(name.Key()).add(kinds, own)
	return kinds, true
}

// isOwn reports whether a closure is a segment of the name's own path, not of a generic argument's.
func isOwn(c *rustname.Closure) bool { return c.Path.Start == 0 }

func ownClosures(closures []rustname.Closure) int {
	n := 0
	for i := range closures {
		if isOwn(&closures[i]) {
			n++
		}
	}
	return n
}

// addTypes takes up the closures that have a type but no function, because they are inlined everywhere or never called.
// Only v0 symbols mention them, in generic arguments.
func (c *collector) addTypes() {
	for path, kinds := range c.types {
		crate := nametable.Crate(path)
		own := c.ownTypes[path] && c.origins.isOwn(crate)
		if !c.v0[crate] {
			continue
		}
		if at := strings.LastIndex(path, "{impl#"); at >= 0 {
			end := at + strings.IndexByte(path[at:], '}') + 1
			spelled, ok := c.impls[path[:end]]
			if !ok {
				continue
			}
			path = spelled + path[end:]
		}
		if name, err := c.parser.Read(path); err == nil && name.Path != nil && c.byKey[name.Key()] == nil {
			c.addName(name, kinds, own)
		}
	}
}

func (c *collector) entry(key rustname.Key) *entry {
	e := c.byKey[key]
	if e == nil {
		e = new(entry)
		c.byKey[key] = e
	}
	return e
}

// ambiguous reports whether the name alone does not tell the kinds of its closures.
func (e *entry) ambiguous() bool { return len(e.alternatives) > 1 }

func (e *entry) add(kinds scope.Kinds, own bool) {
	e.own = e.own || own
	if e.alternative(kinds) == nil {
		e.alternatives = append(e.alternatives, &alternative{kinds: kinds})
	}
}

func (e *entry) alternative(kinds scope.Kinds) *alternative {
	for _, a := range e.alternatives {
		if a.kinds == kinds {
			return a
		}
	}
	return nil
}
