package debuginfo

// From a program without debug information to its index: symbols say which functions there are, their code which of them
// are coroutines and where in the source, and the sources what is there.

import (
	"maps"
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/machinecode"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// codeReader gathers what the code of a program says of its names.
type codeReader struct {
	parser  rustname.Parser
	program *machinecode.Program
	sources *sources
	crates  crateVotes
	// known are the kinds of functions' own closures, by address, where debug information says them.
	known map[uint64]coroutine.Kind

	functions []codeFunction
	plain     map[rustname.Key]bool // the names of functions that are in no closure
	inData    map[uint64]bool       // the functions whose addresses are in data, as in a vtable
	futures   []genFuture
	holders   []holder
	bodies    map[machinecode.Location]bodyName
	impls     traitImpls
	kinds     map[rustname.Key]byte // of closures, by path; of v0 names alone, in which a path is one closure
	siblings  map[rustname.Key]byte // of legacy names: the kind of all closures with a symbol; Unknown if they differ
}

// codeFunction is a function with closures in its own path.
type codeFunction struct {
	code     *machinecode.Function
	text     string
	key      rustname.Key
	v0       bool
	closures []rustname.Closure // of its own path, outermost first
	steps    []step
	path     []string // up to the fn that its first closure is in
	crate    string
	kinds    []byte // of the closures, as in a scope.Kinds
	leaf     bool   // the last closure is what the name names
	inTrait  bool   // the fn is a method of a trait's impl
	boxed    bool   // #[async_trait] made it of the body of an async fn
	own      int    // which of the code's bodies is its own, -1 if none is known to be
}

// read takes up the functions of the program.
func (r *codeReader) read() {
	r.plain, r.kinds = map[rustname.Key]bool{}, map[rustname.Key]byte{}
	r.siblings = map[rustname.Key]byte{}
	r.bodies, r.impls = map[machinecode.Location]bodyName{}, traitImpls{}
	r.functions = make([]codeFunction, 0, len(r.program.Functions)/16)
	for i := range r.program.Functions {
		r.addFunction(&r.program.Functions[i])
	}
	for i := range r.functions {
		r.place(&r.functions[i])
	}
	for i := range r.functions {
		r.conclude(&r.functions[i])
	}
	r.concludeGenFutures()
	for i := range r.functions {
		r.complete(&r.functions[i])
		r.noteBody(&r.functions[i])
	}
}

// addPointer notes an address in data, if it is that of a coroutine.
func (r *codeReader) addPointer(to uint64) {
	if r.inData == nil {
		r.inData = map[uint64]bool{}
		for i := range r.program.Functions {
			if f := &r.program.Functions[i]; len(f.Bodies) > 0 {
				r.inData[f.Low] = false
			}
		}
	}
	if in, wanted := r.inData[to]; wanted && !in {
		r.inData[to] = true
	}
}

// addFunction takes up a function.
func (r *codeReader) addFunction(code *machinecode.Function) {
	v0 := strings.HasPrefix(strings.TrimLeft(code.Name, "_"), "R")
	if !v0 && !strings.HasPrefix(strings.TrimLeft(code.Name, "_"), "ZN") {
		return
	}
	name, err := r.parser.Read(code.Name)
	if err != nil || name.Path == nil {
		return
	}
	r.crates.add(name, code)
	r.addGenFuture(name, code)
	r.impls.add(name, code)
	if len(code.Bodies) > 0 {
		r.holders = append(r.holders, holder{code, newSymbolKey(code.Name, name.Text), strings.Clone(crateOfName(name)), v0})
	}
	n := ownClosures(name.Closures)
	if n == 0 {
		r.plain[name.Key()] = true
		return
	}
	f := codeFunction{
		code: code, text: strings.Clone(name.Text), key: name.Key(), v0: v0, closures: make([]rustname.Closure, 0, n),
		steps: stepsOf(name, name.Path), path: pathOf(name), crate: strings.Clone(crateOfName(name)), inTrait: name.Path.Trait != nil, own: -1,
		kinds: make([]byte, n),
	}
	for i := range name.Closures {
		if isOwn(&name.Closures[i]) {
			f.closures = append(f.closures, name.Closures[i])
		}
	}
	f.leaf = f.steps[len(f.steps)-1].name == ""
	r.functions = append(r.functions, f)
}

// crateOfName returns the crate that a function is of: that of its path, or of the type whose method it is.
func crateOfName(name *rustname.Name) string {
	if crate := name.DefinedIn(); crate != "" {
		return crate
	}
	for path := name.Path; path != nil && path.Self != nil; {
		t := path.Self
		for t != nil && t.Kind != rustname.PathType && len(t.Elems) > 0 {
			t = &t.Elems[0]
		}
		if t == nil || t.Path == nil {
			return ""
		}
		if path = t.Path; path.Self == nil && len(path.Segments) > 1 {
			return path.Segments[0].Of(name.Text)
		}
	}
	return ""
}

// place finds out which of the bodies in a function's code is its own, and what its places say of the closures around it.
func (r *codeReader) place(f *codeFunction) {
	for i, body := range f.code.Bodies {
		if source := r.sources.file(body.At.File); source != nil {
			chain := chainAt(source, positionOf(body.At), true)
			if kinds, ok := matchChain(f.steps, chain); ok && f.leaf {
				f.own, f.boxed = i, chain[len(chain)-1].boxed
				f.setKinds(kinds)
				return
			}
		}
	}
	for _, at := range f.code.Places {
		if source := r.sources.file(at.File); source != nil {
			if kinds, ok := matchChain(f.steps, chainAt(source, positionOf(at), false)); ok {
				f.setKinds(kinds)
				return
			}
		}
	}
}

// setKinds sets the kinds of the last closures.
func (f *codeFunction) setKinds(kinds []coroutine.Kind) {
	for i, kind := range kinds {
		f.kinds[len(f.kinds)-len(kinds)+i] = byte(kind)
	}
}

// conclude finds out what the function's own closure is.
func (r *codeReader) conclude(f *codeFunction) {
	if !f.leaf {
		return
	}
	last := len(f.kinds) - 1
	fromSource := coroutine.Kind(f.kinds[last])
	f.kinds[last] = byte(r.kindOf(f, fromSource))
	key := f.closures[last].Key
	if f.v0 {
		r.note(key, f.kinds[last])
		return
	}
	if before, known := r.siblings[key]; known && before != f.kinds[last] {
		r.siblings[key] = byte(rustname.KindUnknown)
		return
	}
	r.siblings[key] = f.kinds[last]
}

// note notes the kind of a closure of a v0 name. Of copies of a generic function, one may have lost its check.
func (r *codeReader) note(key rustname.Key, kind byte) {
	if before, known := r.kinds[key]; !known || before == byte(rustname.KindUnknown) || isClosureKind(before) {
		r.kinds[key] = kind
	}
}

func isClosureKind(kind byte) bool {
	return scope.Kinds([]byte{kind}).Plain() == scope.NewKinds(rustname.KindClosure)
}

// kindOf returns the kind of a function's own closure, of which the source says something or nothing.
func (r *codeReader) kindOf(f *codeFunction, fromSource coroutine.Kind) coroutine.Kind {
	if kind, ok := r.known[f.code.Low]; ok {
		return kind
	}
	if len(f.code.Bodies) == 0 {
		if r.program.Unwinds || fromSource == rustname.KindClosure {
			return rustname.KindClosure
		}
		return rustname.KindUnknown // a coroutine that never ends has no check if nothing unwinds
	}
	if f.own >= 0 {
		return fromSource
	}
	return r.guess(f, f.code.Bodies[0].Sort)
}

// guess returns the kind of a coroutine whose source is not there.
func (r *codeReader) guess(f *codeFunction, sort machinecode.Sort) coroutine.Kind {
	c := &f.closures[len(f.closures)-1]
	nested := c.Nested || c.Index > 0
	switch sort {
	case machinecode.Gen:
		if nested {
			return rustname.KindGenBlock | scope.Perhaps
		}
		return rustname.KindGenFn | scope.Perhaps
	case machinecode.AsyncGen:
		if nested {
			return rustname.KindAsyncGenBlock | scope.Perhaps
		}
		return rustname.KindAsyncGenFn | scope.Perhaps
	case machinecode.Coroutine:
		return rustname.KindUnknown
	}
	switch {
	case c.Nested && c.Generic:
		return rustname.KindAsyncClosure
	case nested && f.v0:
		return rustname.KindAsyncBlock
	case nested, c.OfItem, r.plain[c.Owner], f.inTrait && r.inData[f.code.Low]:
		// A fn that has a symbol of its own is no async fn, whose only code makes the body's first state and is always
		// inlined. A body in a vtable was boxed, as #[async_trait] does.
		return rustname.KindAsyncBlock | scope.Likely
	}
	return rustname.KindAsyncFn | scope.Likely
}

// complete finds out what the closures around a function are.
func (r *codeReader) complete(f *codeFunction) {
	if f.v0 {
		for i := range f.kinds {
			if f.kinds[i] == byte(rustname.KindUnknown) {
				f.kinds[i] = r.kinds[f.closures[i].Key]
			}
		}
	}
	if slices.Contains(f.kinds, byte(rustname.KindUnknown)) {
		r.completeFromSource(f)
	}
	if last := len(f.kinds) - 1; f.leaf && f.kinds[last] == byte(rustname.KindUnknown) && len(f.code.Bodies) == 0 {
		f.kinds[last] = byte(rustname.KindClosure | scope.Perhaps)
		if f.v0 {
			r.note(f.closures[last].Key, f.kinds[last])
		}
	}
	for i := range f.kinds[:len(f.kinds)-1] {
		if kind := r.siblings[f.closures[i].Key]; f.kinds[i] == byte(rustname.KindUnknown) && kind != byte(rustname.KindUnknown) {
			f.kinds[i] = scope.Kinds([]byte{kind}).Plain()[0] | byte(scope.Perhaps)
		}
	}
}

// index returns the index of what was read.
func (r *codeReader) index(program Program) *Index {
	c := newCollector()
	own := 0
	for i := range r.functions {
		f := &r.functions[i]
		kinds := scope.Kinds(f.kinds)
		mine := r.crates.of(f.crate) == origin.Own
		if f.v0 {
			for i := range f.closures {
				if kinds[i] != byte(rustname.KindUnknown) {
					c.entry(f.closures[i].Key).add(kinds[:i+1], mine)
				}
			}
		}
		if f.boxed {
			c.macros[f.closures[len(f.closures)-1].Key] = true
		}
		e := c.entry(f.key)
		e.add(kinds, mine)
		a := e.alternative(kinds)
		discriminators := discriminatorsOf(f.code.Name, f.text)
		a.discriminators = append(a.discriminators, discriminators[:]...)
	}
	for i := range r.futures {
		f := &r.futures[i]
		kinds := make([]byte, len(f.closures))
		for j := range f.closures {
			kinds[j] = r.kinds[f.closures[j].Key]
		}
		mine := len(f.steps) > 0 && r.crates.of(f.steps[0].name) == origin.Own
		c.entry(f.closures[len(f.closures)-1].Key).add(scope.Kinds(kinds), mine)
	}
	x := c.index(program)
	for _, e := range c.byKey {
		if e.own {
			own++
		}
	}
	x.FromCode = true
	x.Own, x.crates, x.inlined = own, r.crates.all(), r.inlined()
	return x
}

// ownWithoutSource returns the files of the program's own bodies that were not found, in order.
func (r *codeReader) ownWithoutSource() []string {
	missing := map[string]bool{}
	for i := range r.program.Functions {
		for _, body := range r.program.Functions[i].Bodies {
			if body.At.File != "" && originOf("", body.At.File) == origin.Own && r.sources.file(body.At.File) == nil {
				missing[body.At.File] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(missing))
}
