package debuginfo

// The state machines that rustc makes of async fns and blocks, as its debug information tells of them: an enum whose
// variants are the states, each with the variables that it holds
// (compiler/rustc_codegen_llvm/src/debuginfo/metadata/enums/native.rs, build_coroutine_di_node).
//
//	{async_fn_env#0}            size
//	  variant part              by __state
//	    variant 3               Suspend0, and the line of its await
//	  Unresumed, Suspend0 …     structures: their members are the variables

import (
	"cmp"
	"debug/dwarf"
	"fmt"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Future is the state machine of an async fn, block or closure, or of another coroutine.
type Future struct {
	Path   string  `json:"path"` // "app::Service::handle::{async-fn#0}"
	Size   int64   `json:"size"` // in bytes
	File   string  `json:"file"` // where its body begins
	Line   int     `json:"line"`
	States []State `json:"states"`
}

// State is where a future can be: before it starts (Unresumed), at an await (Suspend0, Suspend1, …), or over.
type State struct {
	Name string     `json:"name"`
	File string     `json:"file"` // of the await; of the body's begin or end in the other states
	Line int        `json:"line"`
	Held []Variable `json:"held"` // in the order of memory
}

// Variable is one that a future holds while it is in a state: its arguments and captures, and what is used again after
// the await. "__awaitee" is the future that is waited for.
type Variable struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	Offset int64  `json:"offset"`
}

// Suspended reports whether the state is one of waiting at an await.
func (s *State) Suspended() bool { return strings.HasPrefix(s.Name, "Suspend") }

// over reports whether the future is at its end. Debug information lists its arguments there too, which are gone.
func (s *State) over() bool { return s.Name == "Returned" || s.Name == "Panicked" }

// Inspect returns the state machines of a program, the biggest first.
func Inspect(file *File) ([]Future, error) {
	in := inspector{collector: newCollector()}
	err := guarded(file.Path, func() error {
		m := meter{file: file}
		for _, unit := range file.Units {
			if !unit.Rust {
				continue
			}
			if err := in.read(unit, &m); err != nil {
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
	collector *collector // how symbols spell impls
	found     []Future
	seen      map[string]bool // a type stands in each unit that uses it

	unit    *Unit
	files   []string
	types   typeTable
	pending []pendingFuture
}

// pendingFuture is a state machine whose variables' types are not looked up yet: they may stand behind it.
type pendingFuture struct {
	Future
	variants []variant
	members  map[dwarf.Offset][]member // by the structure of a state
}

// variant is a state: the structure with its variables, and where the source has it.
type variant struct {
	structure dwarf.Offset
	file      int32
	line      int32
}

type member struct {
	name     string
	of       dwarf.Offset // its type
	offset   int64
	declared variant
}

// read reads the state machines of a unit.
func (in *inspector) read(unit *Unit, m *meter) (err error) {
	in.unit, in.pending = unit, in.pending[:0]
	in.types = newTypeTable(unit)
	if in.files, err = unit.fileNames(); err != nil {
		return err
	}
	reader, err := unit.Body()
	if err != nil {
		return err
	}
	var around scopes
	open := []int{0} // for each entry that is open: how many scopes are around what is in it
	for len(open) > 0 {
		e, err := reader.Next()
		if err != nil {
			return err
		}
		if e == nil {
			break
		}
		if e.Tag == 0 {
			open = open[:len(open)-1]
			continue
		}
		m.at(e.Offset)
		around = around[:open[len(open)-1]]
		if name, ok := e.Val(dwarf.AttrName).(string); ok {
			if around, err = in.enter(reader, e, around, name); err != nil {
				return err
			}
		}
		if !e.Children {
			continue
		}
		if len(open) > maxNesting {
			return fmt.Errorf("entries nested more than %d deep at %#x", maxNesting, e.Offset)
		}
		open = append(open, len(around))
	}
	return in.resolve()
}

// enter takes up an entry and returns the scopes around what is in it. A closure's type is read up to its end, and has
// no children after that.
func (in *inspector) enter(reader *dwarf.Reader, e *dwarf.Entry, around scopes, name string) (scopes, error) {
	switch e.Tag {
	case dwarf.TagNamespace:
		return around.in(name), nil
	case dwarf.TagSubprogram:
		in.noteImpl(e, around.in(name))
	case dwarf.TagStructType:
		path := around.in(name)
		if _, _, ok := closureName(name); !ok {
			return path, nil
		}
		in.types.paths[e.Offset] = slices.Clone(path).printed()
		err := in.readClosure(reader, e)
		e.Children = false
		return around, err
	}
	return around, nil
}

// noteImpl notes how the symbol of a function spells the impl that it is in.
func (in *inspector) noteImpl(e *dwarf.Entry, path scopes) {
	at := path.impl()
	symbol, ok := e.Val(dwarf.AttrLinkageName).(string)
	if !ok || at == 0 || in.collector.impls[path[:at].path()] != "" {
		return
	}
	var parser rustname.Parser
	if name, err := parser.Read(symbol); err == nil && name.Path != nil {
		in.collector.addImpl(path[:at], name, len(path)-at)
	}
}

// readClosure reads the type of a closure: if it has states, it is a state machine.
func (in *inspector) readClosure(reader *dwarf.Reader, e *dwarf.Entry) error {
	if !e.Children {
		return nil
	}
	f := pendingFuture{members: map[dwarf.Offset][]member{}}
	f.Path = in.types.paths[e.Offset]
	f.Size, _ = e.Val(dwarf.AttrByteSize).(int64)
	open := []*dwarf.Entry{e}
	for len(open) > 0 {
		child, err := reader.Next()
		if err != nil || child == nil {
			return err
		}
		inside := open[len(open)-1]
		if child.Tag == 0 {
			open = open[:len(open)-1]
			continue
		}
		if child.Tag == dwarf.TagMember {
			switch m := newMember(child); inside.Tag {
			case dwarf.TagVariant:
				m.declared.structure = m.of
				f.variants = append(f.variants, m.declared)
			case dwarf.TagStructType:
				f.members[inside.Offset] = append(f.members[inside.Offset], m)
			}
		}
		if child.Children {
			if len(open) > maxNesting {
				return fmt.Errorf("entries nested more than %d deep at %#x", maxNesting, child.Offset)
			}
			open = append(open, child)
		}
	}
	if len(f.variants) > 0 {
		in.pending = append(in.pending, f)
	}
	return nil
}

func newMember(e *dwarf.Entry) member {
	m := member{declared: variant{file: number(e, dwarf.AttrDeclFile), line: number(e, dwarf.AttrDeclLine)}}
	m.name, _ = e.Val(dwarf.AttrName).(string)
	m.of, _ = e.Val(dwarf.AttrType).(dwarf.Offset)
	m.offset, _ = e.Val(dwarf.AttrDataMemberLoc).(int64)
	return m
}

// resolve looks up the types of the unit's futures. A future that an earlier unit had too is the same.
func (in *inspector) resolve() error {
	for i := range in.pending {
		f := &in.pending[i]
		for _, v := range f.variants {
			state, err := in.state(f, v)
			if err != nil {
				return err
			}
			f.States = append(f.States, state)
		}
		f.File, f.Line = f.States[0].File, f.States[0].Line
		key := fmt.Sprintf("%s %d %s:%d %d", f.Path, f.Size, f.File, f.Line, len(f.States))
		if in.seen == nil {
			in.seen = map[string]bool{}
		}
		if !in.seen[key] {
			in.seen[key] = true
			in.found = append(in.found, f.Future)
		}
	}
	return nil
}

func (in *inspector) state(f *pendingFuture, v variant) (State, error) {
	name, err := in.types.name(v.structure)
	if err != nil {
		return State{}, err
	}
	s := State{Name: name, Line: int(v.line), Held: []Variable{}}
	if v.file >= 0 && int(v.file) < len(in.files) {
		s.File = in.files[v.file]
	}
	if s.over() {
		return s, nil
	}
	for _, m := range f.members[v.structure] {
		t, err := in.types.of(m.of)
		if err != nil {
			return State{}, err
		}
		s.Held = append(s.Held, Variable{Name: m.name, Type: t.name, Size: t.size, Offset: m.offset})
	}
	slices.SortStableFunc(s.Held, func(a, b Variable) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), strings.Compare(a.Name, b.Name))
	})
	s.Held = slices.Compact(s.Held) // rustc repeats a variable that it keeps two copies of in one place
	return s, nil
}

// finish spells names as people know them, and sorts.
func (in *inspector) finish() []Future {
	spell := newSpelling(in.collector.impls)
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
