package scope

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Impls says how symbols spell the impls that debug information only numbers: by Path.Symbol of the impl, the start of
// the names of what is in it.
//
//	app::{impl#3}      <app::S as app::T>
type Impls map[string]string

// Lacks reports whether the path is in an impl whose spelling is not known yet.
func (m Impls) Lacks(path Path) bool {
	impl := path.impl()
	return impl != nil && m[impl.Symbol()] == ""
}

// Add learns the spelling of the impl that a function is in from the function's symbol: what is left of the name
// without the last segments.
func (m Impls) Add(path Path, name *rustname.Name) {
	impl := path.impl()
	first := len(name.Path.Segments) - (len(path) - len(impl))
	if impl == nil || first < 0 {
		return
	}
	key := impl.Symbol()
	if m[key] != "" {
		return
	}
	if end := int(name.Path.Segments[first].Start) - len("::"); end > 0 {
		m[key] = strings.Clone(name.Text[:end])
	}
}
