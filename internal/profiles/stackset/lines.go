package stackset

// Lines that always stand together, as those of one location of a profile do, and what is left of them.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Lines is a number for lines that always stand together.
type Lines int32

// Variant is a number for what is left of Lines, and under which names.
type Variant int32

// Removed is what is left where all lines go.
const Removed Variant = 0

// Line is a line that stays: which of the Lines it is, and the name to print for its function.
type Line struct {
	Index int32
	Name  Name
}

// span is a part of a list.
type span struct{ from, to int32 }

// lineLists are all Lines.
type lineLists struct {
	functions []Function // of all lists
	lists     []lineList
	index     interner // lists by their functions
	settled   int      // how many lists there were when they were settled last
}

// lineList is a part of lineLists.functions, and what is known of it by itself.
type lineList struct {
	span
	application     int32   // the innermost line of the application, or -1
	staysInside     bool    // all lines stay wherever no plumbing goes
	insideStays     bool    // those inside of the innermost line of the application do
	needsWholeStack bool    // stacks with it are not decided on in parts
	whole           Variant // all lines under their plain names, once that was made
	classes         [rules.Classes]uint16
}

func (l *lineList) length() int { return int(l.to - l.from) }

// add takes up lines.
func (l *lineLists) add(functions []Function) Lines {
	n, known := l.index.find(digestOfList(functions, 0))
	if !known {
		from := int32(len(l.functions))
		l.functions = append(l.functions, functions...)
		l.lists = append(l.lists, lineList{span: span{from, int32(len(l.functions))}})
	}
	return Lines(n)
}

// of returns the functions of lines.
func (l *lineLists) of(list *lineList) []Function { return l.functions[list.from:list.to] }

// settle finds out what is known of lines by themselves: of all where functions have changed, else of those that are new.
func (l *lineLists) settle(functions *Functions, all bool) {
	if all {
		l.settled = 0
	}
	for i := l.settled; i < len(l.lists); i++ {
		list := &l.lists[i]
		list.settle(functions.read, l.of(list))
	}
	l.settled = len(l.lists)
}

func (l *lineList) settle(functions []function, lines []Function) {
	*l = lineList{span: l.span, whole: l.whole, staysInside: true, insideStays: true, application: -1}
	for j, line := range lines {
		f := &functions[line]
		if f.Class == rules.Application && l.application < 0 {
			l.application, l.insideStays = int32(j), l.staysInside
		}
		l.staysInside = l.staysInside && f.StaysInside
		l.needsWholeStack = l.needsWholeStack || f.NeedsWholeStack
		l.classes[f.Class]++
	}
}

// variants are all Variants but Removed.
type variants struct {
	lines []Line // of all
	spans []span // by variant; that of Removed is empty
	index interner
	key   []int32 // of the variant that is made
}

func newVariants() variants { return variants{spans: make([]span, 1)} }

// start begins a variant.
func (v *variants) start() { v.key = v.key[:0] }

// addLine adds a line to the variant.
func (v *variants) addLine(index int, name Name) { v.key = append(v.key, int32(index), int32(name)) }

// finish returns the variant.
func (v *variants) finish() Variant {
	at, known := v.index.find(digestOfList(v.key, 0))
	if !known {
		from := int32(len(v.lines))
		for i := 0; i < len(v.key); i += 2 {
			v.lines = append(v.lines, Line{v.key[i], Name(v.key[i+1])})
		}
		v.spans = append(v.spans, span{from, int32(len(v.lines))})
	}
	return Variant(at + 1)
}

// of returns the lines of a variant.
func (v *variants) of(n Variant) []Line { return v.lines[v.spans[n].from:v.spans[n].to] }
