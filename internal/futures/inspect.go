package futures

// The state machines as debug information has them: an enum whose variants are the states, each with the variables that
// it holds (compiler/rustc_codegen_llvm/src/debuginfo/metadata/enums/native.rs, build_coroutine_di_node).
//
//	{async_fn_env#0}            size
//	  variant part              by __state
//	    variant 3               Suspend0, and the line of its await
//	  Unresumed, Suspend0 …     structures: their members are the variables

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Inspect returns the futures of a program, the biggest first.
func Inspect(file *symbols.File) ([]Future, error) {
	in := inspector{impls: scope.Impls{}, seen: map[string]bool{}, pages: dwarf.Pages{Release: file.Release}}
	err := file.Guard(func() error {
		for _, unit := range file.Units {
			if !unit.Rust {
				continue
			}
			if err := in.read(unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return in.finish(), nil
}

// inspector gathers the futures of a program.
type inspector struct {
	impls scope.Impls
	found []Future
	seen  map[string]bool // units share types
	pages dwarf.Pages

	path  scope.Path // of the current entry; the paths of the entries around it are its prefixes
	files []string
	types typeTable
	// Closures' types in the order of the unit. The types of their variables may come after them, and are looked up last.
	closures []*closure
}

// closure is the type of a closure. If it has states, it is a state machine.
type closure struct {
	Future
	states  []declaration
	members map[dwarf.Offset][]member // by the structure of a state
}

// declaration is a state: the structure with its variables, and where it is in the source.
type declaration struct {
	structure dwarf.Offset
	file      int32
	line      int32
}

type member struct {
	name   string
	of     dwarf.Offset // its type
	offset int64
}

// inside says what is around an entry.
type inside struct {
	names   int      // the length of the path inside it
	closure *closure // the closure whose type it is in, nil if there is none
	tag     dwarf.Tag
	offset  dwarf.Offset // of the entry with the tag
}

// read reads the state machines of a unit.
func (in *inspector) read(unit *dwarf.Unit) (err error) {
	in.closures = in.closures[:0]
	in.types = newTypeTable(unit)
	if in.files, err = unit.FileNames(); err != nil {
		return err
	}
	body, err := unit.Body()
	if err != nil {
		return err
	}
	if err := dwarf.Walk(body, inside{}, in.enter, nil); err != nil {
		return err
	}
	return in.resolve()
}

// enter handles an entry.
func (in *inspector) enter(e *dwarf.Entry, around inside) (inside, error) {
	in.pages.At(e.Offset)
	if around.closure != nil {
		around.closure.add(e, around)
		around.tag, around.offset = e.Tag, e.Offset
		return around, nil
	}
	in.path = in.path[:around.names]
	name, named := e.Val(dwarf.AttrName).(string)
	if !named {
		return around, nil
	}
	switch e.Tag {
	case dwarf.TagNamespace:
		in.path = in.path.In(name)
		around.names = len(in.path)
	case dwarf.TagSubprogram:
		in.addImpl(e, in.path.In(name))
	case dwarf.TagStructType:
		in.path = in.path.In(name)
		if _, _, ok := scope.ParseClosure(name); ok {
			return inside{closure: in.addClosure(e), tag: e.Tag, offset: e.Offset}, nil
		}
		around.names = len(in.path)
	}
	return around, nil
}

// addImpl records how a function's symbol spells the impl that it is in.
func (in *inspector) addImpl(e *dwarf.Entry, path scope.Path) {
	symbol := dwarf.Text(e, dwarf.AttrLinkageName)
	if symbol == "" || !in.impls.Lacks(path) {
		return
	}
	var parser rustname.Parser
	if name, err := parser.Read(symbol); err == nil && name.Path != nil {
		in.impls.Add(path, name)
	}
}

// addClosure adds the type of a closure, whose path is the current one.
func (in *inspector) addClosure(e *dwarf.Entry) *closure {
	c := &closure{}
	c.Path, c.Size = in.path.String(), dwarf.Number(e, dwarf.AttrByteSize)
	in.types.paths[e.Offset] = c.Path
	in.closures = append(in.closures, c)
	return c
}

// add handles an entry inside the closure's type.
func (c *closure) add(e *dwarf.Entry, around inside) {
	if e.Tag != dwarf.TagMember {
		return
	}
	of, _ := e.Val(dwarf.AttrType).(dwarf.Offset)
	switch around.tag {
	case dwarf.TagVariant:
		file, line := dwarf.Number(e, dwarf.AttrDeclFile), dwarf.Number(e, dwarf.AttrDeclLine)
		c.states = append(c.states, declaration{of, int32(file), int32(line)})
	case dwarf.TagStructType:
		if c.members == nil {
			c.members = map[dwarf.Offset][]member{}
		}
		c.members[around.offset] = append(c.members[around.offset],
			member{dwarf.Text(e, dwarf.AttrName), of, dwarf.Number(e, dwarf.AttrDataMemberLoc)})
	}
}

// resolve looks up the types of the unit's futures. A future that an earlier unit had is the same one.
func (in *inspector) resolve() error {
	for _, c := range in.closures {
		if len(c.states) == 0 {
			continue // a closure that never waits
		}
		for _, d := range c.states {
			state, err := in.state(c, d)
			if err != nil {
				return err
			}
			c.States = append(c.States, state)
		}
		c.File, c.Line = c.States[0].File, c.States[0].Line
		key := fmt.Sprintf("%s %d %s:%d %d", c.Path, c.Size, c.File, c.Line, len(c.States))
		if !in.seen[key] {
			in.seen[key] = true
			in.found = append(in.found, c.Future)
		}
	}
	return nil
}

func (in *inspector) state(c *closure, d declaration) (State, error) {
	name, err := in.types.name(d.structure)
	if err != nil {
		return State{}, err
	}
	s := State{Name: name, Line: int(d.line), Held: []Variable{}}
	if d.file >= 0 && int(d.file) < len(in.files) {
		s.File = in.files[d.file]
	}
	if s.finished() {
		return s, nil
	}
	for _, m := range c.members[d.structure] {
		t, err := in.types.of(m.of)
		if err != nil {
			return State{}, err
		}
		s.Held = append(s.Held, Variable{Name: m.name, Type: t.name, Size: t.size, Offset: m.offset})
	}
	slices.SortStableFunc(s.Held, func(a, b Variable) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), strings.Compare(a.Name, b.Name))
	})
	s.Held = slices.Compact(s.Held) // rustc repeats a variable if it keeps two copies of it at one location
	return s, nil
}

// finish spells names the way people know them, and sorts the futures.
func (in *inspector) finish() []Future {
	spell := spelling{in.impls}
	for i := range in.found {
		f := &in.found[i]
		f.Path = spell.of(f.Path)
		for k := range f.States {
			for n := range f.States[k].Held {
				held := &f.States[k].Held[n]
				held.Type = spell.of(held.Type)
			}
		}
	}
	slices.SortStableFunc(in.found, func(a, b Future) int {
		return cmp.Or(cmp.Compare(b.Size, a.Size), strings.Compare(a.Path, b.Path))
	})
	return in.found
}
