package stackset

// Lines that always appear together, such as those of one location, and what is left of them.

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"

// Lines is a number for lines that always appear together.
type Lines int32

// Variant is a number for what is left of Lines, and the names it has.
type Variant int32

// Removed means that no line is left.
const Removed Variant = 0

// Line is a line that stays: its index in its Lines, and its function's name.
type Line struct {
	Index int32
	Name  Name
}

// span is a range of a list.
type span struct{ from, to int32 }

// lineLists are all Lines.
type lineLists struct {
	functions []Function // of all lists
	lists     []lineList
	index     interner // lists by their functions
	settled   int      // how many lists there were at the last settle
}

// lineList is a range of lineLists.functions, and the facts about it.
type lineList struct {
	span
	application     int32   // the innermost application line, or -1
	staysInside     bool    // all lines stay wherever no plumbing is removed
	insideStays     bool    // the lines inside of the innermost application line stay
	needsWholeStack bool    // stacks with it cannot be divided into parts
	whole           Variant // all lines with their plain names, once there is such a variant
	classes         [rules.Classes]uint16
}

func (l *lineList) length() int { return int(l.to - l.from) }

// add adds lines.
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

// settle computes the facts about lines: about all if functions have changed, else only about new ones.
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
	spans []span // by variant; Removed has an empty span
	index interner
	key   []int32 // of the variant that is being built
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
