package debuginfo

// The index: what is known of the closures of one program, in the form in which it is asked. It is never changed once
// it is there, so that any number of goroutines may ask.

import (
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Program says whose index it is. Any of it may be "".
type Program struct {
	Name    string // of the binary's file
	BuildID string // in hexadecimal
	Service string // service.name of the resources that it holds for
	Version string // service.version
}

// Index is what is known of the closures of one program.
type Index struct {
	Program

	// Of an index that was made and not read: how many of the names are the program's own, and where there are none, an
	// error that says why.
	Own     int
	Nothing error

	names    map[nameKey]int32 // the number of a list; or the complement of that of a homonym
	lists    []kinds
	homonyms []homonym
	macros   map[nameKey]bool // closures that a macro made of the bodies of async fns
	futures  []byte           // compressed, of indexes that were made with them
}

// nameKey is the part of a rustname.Key that is kept in files: for 20,000 names, one of another program is taken for
// one of them once in ten thousand million times.
type nameKey uint64

const keyBits = 48

func newNameKey(key rustname.Key) nameKey { return nameKey(key & (1<<keyBits - 1)) }

// homonym is a name that functions with closures of different kinds have.
type homonym struct {
	lists []int32
	marks map[mark]int32 // the number of a list
	files []fileRuns
}

// fileRuns are the places of a name's functions in one source file, in order.
type fileRuns struct {
	file string
	runs []run
}

// run is a part of a file in which all places that are known are those of functions with one list of kinds.
type run struct {
	from, to position
	list     int32
}

// position is a line and a column of a file, both from 1.
type position struct{ line, column int32 }

func (p position) compare(q position) int {
	if p.line != q.line {
		return int(p.line - q.line)
	}
	return int(p.column - q.column)
}

// Len returns the number of names.
func (x *Index) Len() int { return len(x.names) }

// Memory estimates the bytes that the index takes.
func (x *Index) Memory() int {
	const name, list, perHomonym, perMark, perRun = 28, 24, 96, 16, 20
	size := name*(len(x.names)+len(x.macros)) + list*len(x.lists) + perHomonym*len(x.homonyms) + len(x.futures)
	for i := range x.homonyms {
		size += perMark * len(x.homonyms[i].marks)
		for _, f := range x.homonyms[i].files {
			size += len(f.file) + perRun*len(f.runs)
		}
	}
	return size
}

// how says by what a name was resolved.
type how uint8

const (
	unknown how = iota
	byName      // by the name alone, as far as all functions that have it agree
	byMark      // by its symbol's hash or its generic arguments, or by its place
)

// resolve returns the kinds of the closures in the path of a name. Where functions of that name disagree about one
// and nothing tells which is meant, it is rustname.KindUnknown.
func (x *Index) resolve(value int32, name *coroutine.Name, at *coroutine.Place) (kinds, how) {
	if value >= 0 {
		return x.lists[value], byName
	}
	h := &x.homonyms[^value]
	if list, ok := h.find(name, at); ok {
		return x.lists[list], byMark
	}
	agreed := x.lists[h.lists[0]]
	for _, list := range h.lists[1:] {
		agreed = agreed.agreeing(x.lists[list])
	}
	return agreed, byName
}

// agreeing returns the kinds with Unknown where the others differ.
func (k kinds) agreeing(others kinds) kinds {
	if k == others {
		return k
	}
	agreed := make([]byte, min(len(k), len(others)))
	for i := range agreed {
		if k[i] == others[i] {
			agreed[i] = k[i]
		}
	}
	return kinds(agreed)
}

// find returns the list of the function that a frame is in, by what is printed beside its path.
func (h *homonym) find(name *coroutine.Name, at *coroutine.Place) (int32, bool) {
	if at == nil {
		return 0, false
	}
	for _, m := range marksOf(at.Printed, name.Text) {
		if list, ok := h.marks[m]; ok && m != 0 {
			return list, true
		}
	}
	if at.Line > 0 {
		for i := range h.files {
			if f := &h.files[i]; sameFile(f.file, at.File) {
				return f.find(position{int32(at.Line), int32(at.Column)})
			}
		}
	}
	return 0, false
}

// find returns the list of the run that has the position; where the column is not known, of all runs that have a part
// of the line.
func (f *fileRuns) find(at position) (int32, bool) {
	last := at
	if at.column == 0 {
		last.column = 1<<31 - 1
	}
	i := sort.Search(len(f.runs), func(i int) bool { return f.runs[i].to.compare(at) >= 0 })
	if i == len(f.runs) || f.runs[i].from.compare(last) > 0 {
		return 0, false
	}
	list := f.runs[i].list
	for i++; i < len(f.runs) && f.runs[i].from.compare(last) <= 0; i++ {
		if f.runs[i].list != list {
			return 0, false
		}
	}
	return list, list != undecided
}

// sameFile reports whether a file as a backtrace prints it can be one of debug information: backtraces leave out the
// directory in which the program was started, and builds rewrite what stands before a crate's own path.
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

// undecided is the list of a place that functions with different kinds share.
const undecided = -1

// index returns what was collected.
func (c *collector) index(program Program) *Index {
	x := &Index{Program: program, names: make(map[nameKey]int32, len(c.byKey)), macros: map[nameKey]bool{}}
	for key := range c.macros {
		x.macros[newNameKey(key)] = true
	}
	numbers := map[kinds]int32{}
	number := func(k kinds) int32 {
		n, ok := numbers[k]
		if !ok {
			n = int32(len(x.lists))
			numbers[k] = n
			x.lists = append(x.lists, k)
		}
		return n
	}
	for _, key := range slices.Sorted(maps.Keys(c.byKey)) { // so that a program has one index
		e := c.byKey[key]
		if !e.ambiguous() {
			x.names[newNameKey(key)] = number(e.alternatives[0].kinds)
			continue
		}
		x.names[newNameKey(key)] = ^int32(len(x.homonyms))
		x.homonyms = append(x.homonyms, e.homonym(number))
	}
	return x
}

// homonym returns the entry as an index has it.
func (e *entry) homonym(number func(kinds) int32) homonym {
	h := homonym{marks: map[mark]int32{}}
	places := map[place]int32{}
	for _, a := range e.alternatives {
		list := number(a.kinds)
		h.lists = append(h.lists, list)
		for _, m := range a.marks {
			note(h.marks, m, list)
		}
		for p := range a.places {
			note(places, p, list)
		}
	}
	for m, list := range h.marks {
		if m == 0 || list == undecided {
			delete(h.marks, m)
		}
	}
	h.files = runsOf(places)
	return h
}

// note notes that something stands for a list, or for none where it stands for several.
func note[K comparable](in map[K]int32, key K, list int32) {
	if before, ok := in[key]; ok && before != list {
		list = undecided
	}
	in[key] = list
}

// runsOf joins places that follow each other in a file and stand for one list.
func runsOf(places map[place]int32) []fileRuns {
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
	var files []fileRuns
	for _, p := range ordered {
		if len(files) == 0 || files[len(files)-1].file != p.file {
			files = append(files, fileRuns{file: p.file})
		}
		f := &files[len(files)-1]
		if n := len(f.runs); n > 0 && f.runs[n-1].list == places[p] {
			f.runs[n-1].to = p.position
			continue
		}
		f.runs = append(f.runs, run{p.position, p.position, places[p]})
	}
	return files
}
