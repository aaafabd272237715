package futures

import (
	"regexp"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// spelling turns names in debug information into the names that people know: impls by their types, and coroutines as in
// labels.
//
//	app::{impl#3}::handle::{async_fn_env#0}   app::Service::handle::{async-fn#0}
type spelling struct{ impls scope.Impls }

var (
	implPath    = regexp.MustCompile(`[\w:{}#]*\{impl#\d+\}`)
	closureWord = regexp.MustCompile(`\{\w+#\d+\}`)
)

func (s spelling) of(name string) string {
	name = implPath.ReplaceAllStringFunc(name, func(path string) string {
		impl := closureWord.ReplaceAllStringFunc(path, asSymbol)
		if spelled, ok := s.impls[impl]; ok {
			return unwrapped(spelled)
		}
		return path
	})
	return closureWord.ReplaceAllStringFunc(name, asLabel)
}

// asSymbol returns a closure segment as in symbols: "{async_fn_env#0}" becomes "{closure#0}".
func asSymbol(segment string) string {
	if _, number, ok := scope.ParseClosure(segment); ok {
		return "{closure#" + number + "}"
	}
	return segment
}

// asLabel returns a closure segment as in labels: "{async_fn_env#0}" becomes "{async-fn#0}". A closure without a label
// keeps its word.
func asLabel(segment string) string {
	kind, number, ok := scope.ParseClosure(segment)
	switch {
	case !ok:
		return segment
	case kind == rustname.KindUnknown:
		return strings.Replace(segment, "_env#", "#", 1)
	}
	return "{" + kind.String() + "#" + number + "}"
}

// unwrapped removes the angle brackets that v0 symbols have around the type of an inherent impl.
func unwrapped(impl string) string {
	inside, opened := strings.CutPrefix(impl, "<")
	inside, closed := strings.CutSuffix(inside, ">")
	if !opened || !closed {
		return impl
	}
	depth := 0
	for i := range len(inside) {
		switch inside[i] {
		case '<', '(', '[':
			depth++
		case '>', ')', ']':
			depth--
		}
		if depth < 0 || depth == 0 && strings.HasPrefix(inside[i:], " as ") || strings.ContainsAny(inside[:1], "&*([") {
			return impl
		}
	}
	return inside
}
