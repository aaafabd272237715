package debuginfo

// The first walk over debug information: every function whose path has a closure or coroutine in it, by its symbol,
// and of which kinds the closures are. Symbols are what backtraces print; debug information nests the same function
// under names that say the kinds.
//
//	symbol                 <app::S as app::T>::handle::{closure#0}
//	debug information      app::{impl#3}::handle::{async_fn#0}

import (
	"debug/dwarf"
	"fmt"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// collector gathers what the index will say.
type collector struct {
	parser    rustname.Parser
	functions []function
	byKey     map[rustname.Key]*entry
	types     map[string]kinds // closures' types, by path
	impls     map[string]string
	v0        map[string]bool // crates with v0 symbols
	macros    map[rustname.Key]bool

	origins  *origins        // whose the crates are; nil where that is not asked
	ownTypes map[string]bool // of types, those in units of the program's own
	named    map[*Unit]bool  // the units that have the names of modules
}

// entry is what is known of a name: of which kinds its closures are, more than one list where names read the same.
type entry struct {
	alternatives []*alternative
	own          bool // it is the program's own
}

// alternative is one list of kinds that a name stands for, and where an entry has several, what tells it from the
// others.
type alternative struct {
	kinds  kinds
	marks  []mark
	places map[place]bool
}

// function is a function with closures in its path.
type function struct {
	data   *dwarf.Data // where it stands
	offset dwarf.Offset
	key    rustname.Key
	kinds  kinds
	marks  [2]mark
}

func newCollector() *collector {
	return &collector{
		byKey: map[rustname.Key]*entry{}, types: map[string]kinds{}, impls: map[string]string{}, v0: map[string]bool{},
		macros: map[rustname.Key]bool{}, ownTypes: map[string]bool{}, named: map[*Unit]bool{},
	}
}

// maxNesting bounds the scopes that are followed. The deepest seen in a real program was 40.
const maxNesting = 1 << 10

// collect reads the entries of a unit.
func (c *collector) collect(unit *leanUnit, m *meter) error {
	reader, err := unit.Body()
	if err != nil {
		return err
	}
	w := unitWalk{collector: c, unit: unit}
	open := []level{{}}
	for len(open) > 0 {
		e, err := reader.Next()
		if err != nil || e == nil {
			return err
		}
		if e.Tag == 0 {
			open = open[:len(open)-1]
			continue
		}
		m.at(e.Offset)
		inside := w.enter(e, open[len(open)-1])
		if !e.Children {
			continue
		}
		if len(open) > maxNesting {
			return fmt.Errorf("entries nested more than %d deep at %#x", maxNesting, e.Offset)
		}
		open = append(open, inside)
	}
	return nil
}

// unitWalk is the walk over one unit.
type unitWalk struct {
	*collector
	unit   *leanUnit
	around scopes // of the entry that is read; those of entries around it are a part of them
}

// level is an entry that is open.
type level struct {
	scopes int          // how many are around what is in it
	body   rustname.Key // of the fn's outermost async block that it is in, 0 outside of such
}

// enter takes up an entry and returns the level of what is in it.
func (w *unitWalk) enter(e *dwarf.Entry, in level) level {
	w.around = w.around[:in.scopes]
	switch e.Tag {
	case dwarf.TagSubprogram:
		in.body = w.addFunction(w.unit, e, w.around)
	case dwarf.TagInlinedSubroutine:
		in.body = 0
	case dwarf.TagVariable:
		if in.body != 0 && isMacroVariable(w.unit.text(e, dwarf.AttrName)) {
			w.macros[in.body] = true
		}
	case dwarf.TagNamespace:
		w.named[w.unit.Unit] = true
		w.around = w.around.in(w.unit.text(e, dwarf.AttrName))
		in.scopes = len(w.around)
	case dwarf.TagStructType, dwarf.TagUnionType, dwarf.TagEnumerationType:
		name := w.unit.text(e, dwarf.AttrName)
		w.around = w.around.in(name)
		in.scopes = len(w.around)
		if _, _, closure := closureName(name); closure {
			path := w.around.path()
			w.types[path] = w.around.kinds()
			w.ownTypes[path] = w.ownTypes[path] || w.isOwn(w.unit)
		}
	}
	return in
}

// isMacroVariable reports whether a variable is one that #[async_trait] adds to the async block that it makes of an
// async fn's body (async-trait, expand.rs: transform_block).
func isMacroVariable(name string) bool { return name == "__ret" || name == "__self" }

// addFunction takes up a function, and how its symbol spells the impl that it is in. It returns the name's key where the
// function is an async block directly in a fn.
func (c *collector) addFunction(unit *leanUnit, e *dwarf.Entry, around scopes) rustname.Key {
	path := around.in(unit.text(e, dwarf.AttrName))
	kinds := path.kinds()
	if kinds == "" {
		return 0
	}
	symbol := unit.text(e, dwarf.AttrLinkageName)
	if symbol == "" {
		return 0
	}
	name, err := c.parser.Read(symbol)
	if err != nil || name.Path == nil {
		return 0 // a symbol that is not mangled, as of extern "C" fn
	}
	if strings.HasPrefix(symbol, "_R") {
		c.v0[path[0].name] = true
	}
	if at := path.impl(); at > 0 {
		c.addImpl(path[:at], name, len(path)-at)
	}
	if own := ownClosures(name.Closures); own == len(kinds)-1 && isSynthetic(path[len(path)-1].name) {
		kinds = kinds[:own] // v0 symbols name the closure that it is the body of
	}
	key, marks := name.Key(), marksOf(symbol, name.Text)
	own := c.isOwn(unit) && c.origins.isOwn(path[0].name)
	if kinds, ok := c.addName(name, kinds, own); ok {
		c.functions = append(c.functions, function{unit.Data, e.Offset, key, kinds, marks})
	}
	if around.kinds() == "" && kinds == newKinds(rustname.KindAsyncBlock) {
		return key
	}
	return 0
}

// addImpl notes how a symbol spells an impl: what is left of a name in it without the last segments.
func (c *collector) addImpl(impl scopes, name *rustname.Name, inside int) {
	path := impl.path()
	first := len(name.Path.Segments) - inside
	if c.impls[path] != "" || first < 0 {
		return
	}
	if end := int(name.Path.Segments[first].Start) - len("::"); end > 0 {
		c.impls[path] = strings.Clone(name.Text[:end])
	}
}

// isOwn reports whether a unit is the program's own.
func (c *collector) isOwn(unit *leanUnit) bool { return c.origins != nil && c.origins.units[unit.Unit] }

// addName takes up the kinds of a name's closures: by its whole path, and by that of each closure. It returns the
// kinds of those in the path; closures around an impl can be missing there, since symbols may print it by its self
// type, wherever it stands.
func (c *collector) addName(name *rustname.Name, kinds kinds, own bool) (kinds, bool) {
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

// addTypes takes up the closures that have a type but no function: they are inlined everywhere, or never called. Only
// v0 symbols tell of them, in generic arguments.
func (c *collector) addTypes() {
	for path, kinds := range c.types {
		crate := rustname.Crate(path)
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

// ambiguous reports whether the name alone does not tell of which kinds its closures are.
func (e *entry) ambiguous() bool { return len(e.alternatives) > 1 }

func (e *entry) add(kinds kinds, own bool) {
	e.own = e.own || own
	if e.alternative(kinds) == nil {
		e.alternatives = append(e.alternatives, &alternative{kinds: kinds})
	}
}

func (e *entry) alternative(kinds kinds) *alternative {
	for _, a := range e.alternatives {
		if a.kinds == kinds {
			return a
		}
	}
	return nil
}
