package debuginfo

// Names that several functions share, and what distinguishes these: discriminators, and places in the source.

import (
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
)

// ambiguousName is a name shared by functions with closures of different kinds.
type ambiguousName struct {
	lists          []int32
	discriminators map[discriminator]int32 // the number of a list
	files          []fileSpans
}

// fileSpans are the places of a name's functions in one source file, in order.
type fileSpans struct {
	file  string
	spans []span
}

// span is a part of a file in which all known places belong to functions with one list of kinds.
type span struct {
	from, to position
	list     int32
}

// undecided is the list of a place that functions with different kinds share.
const undecided = -1

// place is a position in the source, as debug information has it.
type place struct {
	file string
	position
}

// position is a line and a column of a file, both counted from 1.
type position struct{ line, column int32 }

func (p position) compare(q position) int {
	if p.line != q.line {
		return int(p.line - q.line)
	}
	return int(p.column - q.column)
}

// find returns the list of the function that a frame is in, from what is printed next to its path.
func (n *ambiguousName) find(name *coroutine.Name, at *coroutine.Place) (int32, bool) {
	if at == nil {
		return 0, false
	}
	for _, d := range discriminatorsOf(at.Printed, name.Text) {
		if list, ok := n.discriminators[d]; ok && d != 0 {
			return list, true
		}
	}
	if at.Line > 0 {
		for i := range n.files {
			if f := &n.files[i]; sameFile(f.file, at.File) {
				return f.find(position{int32(at.Line), int32(at.Column)})
			}
		}
	}
	return 0, false
}

// find returns the list of the span that has the position; if the column is not known, of all spans that have a part of
// the line, provided that they agree.
func (f *fileSpans) find(at position) (int32, bool) {
	last := at
	if at.column == 0 {
		last.column = 1<<31 - 1
	}
	i := sort.Search(len(f.spans), func(i int) bool { return f.spans[i].to.compare(at) >= 0 })
	if i == len(f.spans) || f.spans[i].from.compare(last) > 0 {
		return 0, false
	}
	list := f.spans[i].list
	for i++; i < len(f.spans) && f.spans[i].from.compare(last) <= 0; i++ {
		if f.spans[i].list != list {
			return 0, false
		}
	}
	return list, list != undecided
}

// sameFile reports whether a file that a backtrace prints can be a file of debug information: backtraces leave out the
// directory in which the program was started, and builds rewrite what comes before a crate's own path.
func sameFile(known, printed string) bool {
	known, printed = cleanPath(known), cleanPath(printed)
	if len(known) < len(printed) {
		known, printed = printed, known
	}
	rest, ok := strings.CutSuffix(known, printed)
	return ok && (rest == "" || strings.HasSuffix(rest, "/"))
}

func cleanPath(file string) string {
	if strings.Contains(file, `\`) {
		file = strings.ReplaceAll(file, `\`, "/")
	}
	return path.Clean(file)
}

// ambiguousName returns the entry in the form that an index has.
func (e *entry) ambiguousName(number func(scope.Kinds) int32) ambiguousName {
	n := ambiguousName{discriminators: map[discriminator]int32{}}
	places := map[place]int32{}
	for _, a := range e.alternatives {
		list := number(a.kinds)
		n.lists = append(n.lists, list)
		for _, d := range a.discriminators {
			note(n.discriminators, d, list)
		}
		for p := range a.places {
			note(places, p, list)
		}
	}
	for d, list := range n.discriminators {
		if d == 0 || list == undecided {
			delete(n.discriminators, d)
		}
	}
	n.files = spansOf(places)
	return n
}

// note notes that a key means a list. A key that means several lists is undecided.
func note[K comparable](in map[K]int32, key K, list int32) {
	if before, ok := in[key]; ok && before != list {
		list = undecided
	}
	in[key] = list
}

// spansOf joins places that follow each other in a file and mean the same list.
func spansOf(places map[place]int32) []fileSpans {
	ordered := make([]place, 0, len(places))
	for p := range places {
		ordered = append(ordered, p)
	}
	slices.SortFunc(ordered, func(a, b place) int {
		if a.file != b.file {
			return strings.Compare(a.file, b.file)
		}
		return a.position.compare(b.position)
	})
	var files []fileSpans
	for _, p := range ordered {
		if len(files) == 0 || files[len(files)-1].file != p.file {
			files = append(files, fileSpans{file: p.file})
		}
		f := &files[len(files)-1]
		if n := len(f.spans); n > 0 && f.spans[n-1].list == places[p] {
			f.spans[n-1].to = p.position
			continue
		}
		f.spans = append(f.spans, span{p.position, p.position, places[p]})
	}
	return files
}
