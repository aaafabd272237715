package stacktext

// The layout of the backtrace crate, also used by stable-eyre, failure, and anyhow on old compilers
// (backtrace/src/print.rs). It is std's, except that an inlined symbol has no index of its own:
//
//	frame   = number ":" [ address " - " ] name { at } { inlined } .
//	inlined = blanks name { at } .
//
// The blanks before an inlined symbol reach to the column of the name above; in miette's panic report they end in " - ".
// An inlined symbol is a Frame whose Number is empty.

// inlinedName returns the name of the inlined symbol in the line at the offset.
func (n *numbered) inlinedName(at, end int) (Span, bool) {
	name := at + n.column
	if n.column < 2 || name >= end || isBlank(n.text[name]) {
		return Span{}, false
	}
	i := at
	for i < name && n.text[i] == '\t' { // a transport put tabs before each line
		i++
	}
	for ; i < name; i++ {
		if c := n.text[i]; c != ' ' && !(c == '-' && i == name-2) {
			return Span{}, false
		}
	}
	s := Span{name, trimBlanks(n.text, name, end)}
	return s, symbol(s.Of(n.text))
}

// addInlined appends the frame of an inlined symbol.
func (n *numbered) addInlined(name Span, at, end, next int) {
	n.inlined = true
	n.see(name.Of(n.text))
	n.push(Frame{
		Span: Span{at, next}, Name: name, content: at, tail: end, Resolved: resolved(name.Of(n.text)),
	})
}
