package debuginfo

// The fns of a program in its sources, by their paths. Code that has no check of its own, such as a plain closure's or that
// of a closure around it without a symbol, is found by the fn that it is in.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/rustsource"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// rootFiles are the files that a crate begins with.
var rootFiles = []string{"lib.rs", "main.rs"}

// splitFile splits the name of a source file into the folder that a crate's modules are relative to, and the modules.
//
//	/registry/src/…/hyper-0.14.19/src/client/connect/mod.rs    …/src/    client connect
//	src/bin/shop/cart.rs                                       src/bin/shop/    cart
//	examples/shop.rs                                           examples/    shop
func splitFile(file string) (root string, modules []string) {
	file = strings.ReplaceAll(file, `\`, "/")
	at := strings.LastIndex("/"+file, "/src/")
	at += len("src/")
	if at < len("src/") { // examples/cart.rs
		at = strings.LastIndexByte(file, '/') + 1
	}
	root, rest := file[:at], file[at:]
	parts := strings.Split(strings.TrimSuffix(rest, ".rs"), "/")
	if parts[0] == "bin" && len(parts) > 1 {
		root += "bin/"
		if parts = parts[1:]; len(parts) > 1 {
			root += parts[0] + "/"
			parts = parts[1:]
		} else {
			return root, nil // src/bin/shop.rs
		}
	}
	last := len(parts) - 1
	switch {
	case parts[last] == "mod", last == 0 && (parts[0] == "lib" || parts[0] == "main"):
		parts = parts[:last]
	}
	return root, parts
}

// filesOf returns the names that the file of a module can have.
func filesOf(root string, modules []string) []string {
	if len(modules) == 0 {
		files := make([]string, len(rootFiles))
		for i, name := range rootFiles {
			files[i] = root + name
		}
		return files
	}
	path := root + strings.Join(modules, "/")
	return []string{path + ".rs", path + "/mod.rs"}
}

// maxRoots bounds how many folders of a crate are looked in.
const maxRoots = 4

// rootsOf returns the folders that a crate's modules are in, and its files at the top of them.
func (v *crateVotes) rootsOf(crate string) []string {
	if v.roots == nil {
		v.roots = map[string][]string{}
		for file := range v.files {
			crate := v.crateOfFile(file)
			if root, _ := splitFile(file); len(v.roots[crate]) < maxRoots && !slices.Contains(v.roots[crate], root) {
				v.roots[crate] = append(v.roots[crate], root)
			}
		}
		for _, roots := range v.roots {
			slices.Sort(roots)
		}
	}
	return v.roots[crate]
}

// pathOf returns the names in the path of a function up to the fn that its first closure is in.
func pathOf(name *rustname.Name) []string {
	var names []string
	add := func(path *rustname.Path) {
		for i := range path.Segments {
			s := &path.Segments[i]
			if s.IsClosure {
				return
			}
			if !s.Special {
				names = append(names, strings.Clone(s.Of(name.Text)))
			}
		}
	}
	if self := name.Path.Self; self != nil && self.Path != nil {
		add(self.Path)
	}
	add(name.Path)
	return names
}

// findFn finds the fn that a function is in. It finds none if the file has several of the name.
func (r *codeReader) findFn(f *codeFunction) (*rustsource.Source, int32) {
	if len(f.path) < 2 || r.sources == nil {
		return nil, -1
	}
	inside, fn := f.path[1:len(f.path)-1], f.path[len(f.path)-1]
	for modules := len(inside); modules >= 0; modules-- {
		for _, root := range r.crates.rootsOf(f.path[0]) {
			for _, file := range append(filesOf(root, inside[:modules]), root+f.path[0]+".rs") {
				source := r.sources.file(file)
				if source == nil {
					continue
				}
				if found := onlyFn(source, fn, inside[modules:]); found >= 0 {
					return source, found
				}
			}
		}
	}
	return nil, -1
}

// onlyFn returns the only fn of a name in a file that is in no other fn, and in these modules and types; -1 if there is
// none, or there are several.
func onlyFn(source *rustsource.Source, name string, in []string) int32 {
	found := int32(-1)
	for i := range source.Scopes {
		s := &source.Scopes[i]
		if s.Name != name || !s.Kind.IsFn() || !isIn(source, s.Parent, in) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int32(i)
	}
	return found
}

// isIn reports whether a scope is in these modules and types, and in nothing else.
func isIn(source *rustsource.Source, in int32, names []string) bool {
	for ; in >= 0; in = source.Scopes[in].Parent {
		s := &source.Scopes[in]
		if s.Kind != rustsource.Module && s.Kind != rustsource.Impl && s.Kind != rustsource.Trait {
			return false
		}
		last := len(names) - 1
		if last < 0 || lastIdent(s.Name) != names[last] {
			return false
		}
		names = names[:last]
	}
	return len(names) == 0
}

// lastIdent returns the last name of a path in the source.
func lastIdent(path string) string { return path[strings.LastIndexByte(path, ':')+1:] }

// completeFromSource finds the closures around a function that it does not know yet, in the fn that it is in: what all
// closures agree on that could be the function's own.
func (r *codeReader) completeFromSource(f *codeFunction) {
	source, fn := r.findFn(f)
	if fn < 0 {
		return
	}
	var agreed []coroutine.Kind
	for i := fn; int(i) < len(source.Scopes); i++ {
		if source.Scopes[i].Kind >= rustsource.Impl || !isBelow(source, i, fn) {
			continue
		}
		kinds, ok := matchChain(f.steps, chainOf(source, i))
		if !ok || len(kinds) != len(f.kinds) || !f.allows(kinds) {
			continue
		}
		if agreed == nil {
			agreed = kinds
		}
		for j := range agreed {
			if agreed[j] != kinds[j] {
				agreed[j] = rustname.KindUnknown
			}
		}
	}
	for i, kind := range agreed {
		if f.kinds[i] != byte(rustname.KindUnknown) || kind == rustname.KindUnknown {
			continue
		}
		if i > 0 || kind != rustname.KindAsyncFn {
			kind |= scope.Perhaps // what a macro adds is not seen
		}
		f.kinds[i] = byte(kind)
		if f.v0 {
			r.note(f.closures[i].Key, f.kinds[i])
		}
	}
}

func isBelow(source *rustsource.Source, inner, outer int32) bool {
	for inner > outer {
		inner = source.Scopes[inner].Parent
	}
	return inner == outer
}

// allows reports whether the function's closures can be of these kinds.
func (f *codeFunction) allows(kinds []coroutine.Kind) bool {
	for i, kind := range kinds {
		if c := scope.CandidatesOf(f.kinds[i]); !c.Kinds.Has(kind) {
			return false
		}
	}
	return true
}
