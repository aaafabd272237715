package debuginfo

// The bodies of the program's own crates that were compiled into plumbing: a legacy name of an adapter's poll has lost its
// arguments, and nothing in it says whose future it polls. The code has the body's place.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/rustsource"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// holder is a function whose code has the bodies of coroutines.
type holder struct {
	code  *machinecode.Function
	key   symbolKey
	crate string
	v0    bool
}

// bodyName is what is known of a body.
type bodyName struct {
	path string // of the fn around it
	kind coroutine.Kind
}

// impls are how symbols spell the impls of traits, by the last names of type and trait.
type traitImpls map[[2]string]string

// add learns the spelling of the impl that a method is in, if it is one of the program's own.
func (t traitImpls) add(name *rustname.Name, code *machinecode.Function) {
	path := name.Path
	if path.Trait == nil || path.Self == nil || path.Self.Path == nil || len(path.Segments) == 0 || len(path.Trait.Segments) == 0 ||
		!slices.ContainsFunc(code.Places, func(at machinecode.Location) bool { return originOf("", at.File) == origin.Own }) {
		return
	}
	self := path.Self.Path
	if len(self.Segments) == 0 {
		return
	}
	last := func(p *rustname.Path) string { return p.Segments[len(p.Segments)-1].Of(name.Text) }
	key := [2]string{strings.Clone(last(self)), strings.Clone(last(path.Trait))}
	spelled := strings.Clone(strings.TrimSuffix(name.Text[:path.Segments[0].Start], "::"))
	if before, known := t[key]; known && before != spelled {
		spelled = "" // two impls whose types or traits have one name
	}
	t[key] = spelled
}

// noteBody notes the name of a function's own body.
func (r *codeReader) noteBody(f *codeFunction) {
	own := f.own
	if own < 0 && f.leaf && len(f.code.Bodies) == 1 && r.sources.file(f.code.Bodies[0].At.File) == nil {
		own = 0 // it can hardly be another's
	}
	if own < 0 {
		return
	}
	path := f.text
	for i := len(f.closures) - 1; i >= 0 && int(f.closures[i].Segment.End) == len(path); i-- {
		path = strings.TrimSuffix(path[:f.closures[i].Segment.Start], "::")
	}
	kind := coroutine.Kind(scope.Kinds(f.kinds[len(f.kinds)-1:]).Plain()[0])
	r.bodies[f.code.Bodies[own].At] = bodyName{path, kind}
}

// inlined returns the bodies of the program's own crates, by the functions of others that they were compiled into.
func (r *codeReader) inlined() map[symbolKey]Body {
	bodies := map[symbolKey]Body{}
	self := map[*machinecode.Function]machinecode.Location{}
	for i := range r.functions {
		if f := &r.functions[i]; f.own >= 0 {
			self[f.code] = f.code.Bodies[f.own].At
		}
	}
	for _, h := range r.holders {
		if r.crates.of(h.crate) == origin.Own {
			continue
		}
		at, ok := r.outermost(h.code.Bodies)
		if !ok || self[h.code] == at {
			continue
		}
		name, ok := r.bodies[at]
		if !ok {
			name, ok = r.nameFromSource(at, h.v0)
		}
		if !ok {
			continue
		}
		body := Body{Path: name.path, Kind: name.kind, File: at.File, Line: at.Line}
		if before, known := bodies[h.key]; known && before != body {
			body = Body{} // two functions that read alike
		}
		bodies[h.key] = body
	}
	for key, body := range bodies {
		if body.Path == "" {
			delete(bodies, key)
		}
	}
	return bodies
}

// outermost returns the body of the program's own crates that the others are part of: the one that none of them has or
// calls.
func (r *codeReader) outermost(bodies []machinecode.Body) (machinecode.Location, bool) {
	var own []machinecode.Location
	for _, b := range bodies {
		if b.At.File != "" && originOf("", b.At.File) == origin.Own {
			own = append(own, b.At)
		}
	}
	if len(own) <= 1 {
		return append(own, machinecode.Location{})[0], len(own) == 1
	}
	var found []machinecode.Location
	for i, inner := range own {
		if !slices.ContainsFunc(own, func(outer machinecode.Location) bool { return outer != inner && r.uses(outer, inner) }) {
			found = append(found, own[i])
		}
	}
	return append(found, machinecode.Location{})[0], len(found) == 1
}

// uses reports whether a body has another in it, or calls the fn that the other is of, by their sources.
func (r *codeReader) uses(outer, inner machinecode.Location) bool {
	out, in := r.sources.file(outer.File), r.sources.file(inner.File)
	if out == nil || in == nil {
		return false
	}
	outerScope, innerScope := bodyScope(out, positionOf(outer)), bodyScope(in, positionOf(inner))
	if outerScope < 0 || innerScope < 0 {
		return false
	}
	if out == in && outerScope != innerScope && isBelow(in, innerScope, outerScope) {
		return true
	}
	fn := in.FnAround(innerScope)
	return fn >= 0 && out.Mentions(outerScope, in.Scopes[fn].Name)
}

// bodyScope returns the scope that begins at a place, or that an attribute there is of.
func bodyScope(source *rustsource.Source, p rustsource.Position) int32 {
	if source.At(p) == rustsource.AtAttribute {
		below, _ := source.BelowAttribute(p)
		return below
	}
	return source.Around(p)
}

// nameFromSource returns the name of a body that has no symbol of its own, as its source has it.
func (r *codeReader) nameFromSource(at machinecode.Location, v0 bool) (bodyName, bool) {
	source := r.sources.file(at.File)
	crate := r.crates.crateOfSource(at.File)
	if of := r.crates.of(crate); source == nil || crate == "" || of == origin.Package || of == origin.Std {
		return bodyName{}, false
	}
	chain := chainAt(source, positionOf(at), true)
	fn := source.FnAround(bodyScope(source, positionOf(at)))
	if len(chain) == 0 || fn < 0 {
		return bodyName{}, false
	}
	path, ok := r.fnPath(source, fn, at.File, crate, v0)
	return bodyName{path, chain[len(chain)-1].kind}, ok
}

// fnPath returns the path of a fn, as symbols spell it.
func (r *codeReader) fnPath(source *rustsource.Source, fn int32, file, crate string, v0 bool) (string, bool) {
	_, modules := splitFile(file)
	if _, first := r.sources.crateOf(file); first || isRootOf(modules, crate) {
		modules = nil
	}
	var inside []string
	behind, ofType := source.Scopes[fn].Name, false
	for scope := source.Scopes[fn].Parent; scope >= 0; scope = source.Scopes[scope].Parent {
		s := &source.Scopes[scope]
		switch {
		case s.Kind == rustsource.Module, s.Kind == rustsource.Trait:
			inside = append(inside, s.Name)
		case s.Kind.IsFn():
			inside = append(inside, s.Name)
		case s.Kind == rustsource.Impl && s.Of != "":
			spelled := r.impls[[2]string{lastIdent(s.Name), lastIdent(s.Of)}]
			return spelled + "::" + behind, spelled != "" && len(inside) == 0
		case s.Kind == rustsource.Impl && !strings.ContainsAny(s.Name, "&[(") && len(inside) == 0:
			inside, ofType = append(inside, lastIdent(s.Name)), true
		default:
			return "", false
		}
	}
	slices.Reverse(inside)
	path := strings.Join(slices.Concat([]string{crate}, modules, inside), "::")
	if ofType && v0 {
		path = "<" + path + ">"
	}
	return path + "::" + behind, true
}
