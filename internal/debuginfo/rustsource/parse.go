package rustsource

import (
	"slices"
	"strings"
)

// Limits of a file that is read. rustc's own largest has 100,000 lines.
const (
	maxFile   = 8 << 20
	maxNested = 1 << 12
	// maxParameters bounds the parameters of a closure, in tokens.
	maxParameters = 1 << 8
)

// parser makes scopes of tokens.
type parser struct {
	text   string
	tokens []token
	at     int
	source *Source
	open   []bracket
	attrs  []Attribute
	item   pending
}

// bracket is an open bracket, or a closure without one, which ends with what is around it.
type bracket struct {
	scope int32 // that ends with it, or -1
	bare  bool  // it has no bracket
}

// pending is an item whose name was read and whose body was not.
type pending struct {
	kind     Kind // None if there is none
	name, of string
	depth    int // how many brackets are open
	attrs    []Attribute
}

// Parse reads a file.
func Parse(text string) *Source {
	p := parser{text: text, source: &Source{starts: map[Position]Kind{}, calls: map[string][]Position{}}}
	if len(text) > maxFile {
		return p.source
	}
	lexer := newLexer(text)
	for t := lexer.next(); ; t = lexer.next() {
		p.tokens = append(p.tokens, t)
		if t.kind == endOfFile {
			break
		}
	}
	for p.tokens[p.at].kind != endOfFile {
		p.step()
	}
	end := p.position(p.at)
	for i := range p.source.Scopes {
		if p.source.Scopes[i].End == (Position{}) {
			p.source.Scopes[i].End = end
		}
	}
	return p.source
}

func (p *parser) position(i int) Position {
	return Position{int(p.tokens[i].line), int(p.tokens[i].column)}
}

// is reports whether token i is this word or mark.
func (p *parser) is(i int, text string) bool {
	if i < 0 || i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	return (t.kind == word || t.kind == mark) && p.text[t.start:t.end] == text
}

// of returns the text of token i.
func (p *parser) of(i int) string {
	if i < 0 || i >= len(p.tokens) {
		return ""
	}
	return p.text[p.tokens[i].start:p.tokens[i].end]
}

// step reads a token, or several that belong together.
func (p *parser) step() {
	i := p.at
	p.at++
	switch text := p.of(i); {
	case p.tokens[i].kind != word && p.tokens[i].kind != mark:
	case text == "#" && (p.is(i+1, "[") || p.is(i+1, "!") && p.is(i+2, "[")):
		p.attribute(i)
	case text == "fn" && p.tokens[p.at].kind == word:
		p.item = pending{kind: p.fnKind(i), name: p.of(i + 1), depth: len(p.open), attrs: p.takeAttributes()}
	case text == "mod" && p.tokens[p.at].kind == word:
		p.item = pending{kind: Module, name: p.of(i + 1), depth: len(p.open), attrs: p.takeAttributes()}
	case text == "trait" && p.tokens[p.at].kind == word && p.item.kind == None:
		p.item = pending{kind: Trait, name: p.of(i + 1), depth: len(p.open), attrs: p.takeAttributes()}
	case text == "impl" && p.item.kind == None && p.startsItem(i):
		p.impl(i)
	case text == "async" || text == "gen":
		p.coroutine(i)
	case text == "|" || text == "||":
		p.closure(i, i, Closure)
	case text == "!" && p.tokens[i-min(i, 1)].kind == word && i > 0 && !p.is(i+1, "="):
		p.macro(i)
	case text == "{" || text == "(" || text == "[":
		if text == "(" && i > 0 && p.tokens[i-1].kind == word {
			p.source.calls[p.of(i-1)] = append(p.source.calls[p.of(i-1)], p.position(i-1))
		}
		p.openBracket(i)
	case text == "}" || text == ")" || text == "]":
		p.closeBracket(i)
	case text == "," || text == ";":
		p.endBare(i)
		p.attrs = nil
		if text == ";" && p.item.depth == len(p.open) {
			p.item = pending{}
		}
	}
}

func (p *parser) takeAttributes() []Attribute {
	attrs := p.attrs
	p.attrs = nil
	return attrs
}

// attribute reads #[path…], and notes it if it is of what follows.
func (p *parser) attribute(i int) {
	inner := p.is(i+1, "!")
	at := i + 2
	if inner {
		at++
	}
	var path strings.Builder
	for p.tokens[at].kind == word || p.is(at, "::") {
		path.WriteString(p.of(at))
		at++
	}
	depth := 1
	for ; p.tokens[at].kind != endOfFile && depth > 0; at++ {
		switch {
		case p.is(at, "["):
			depth++
		case p.is(at, "]"):
			depth--
		}
	}
	p.at = at
	if !inner {
		p.attrs = append(p.attrs, Attribute{path.String(), p.position(i)})
		p.note(p.position(i), AtAttribute)
	}
}

// qualifiers are what can stand before fn.
var qualifiers = []string{"const", "async", "gen", "unsafe", "safe", "extern", "default"}

// fnKind looks at what stands before fn.
func (p *parser) fnKind(i int) Kind {
	async, gen := false, false
	for i--; i >= 0 && (slices.Contains(qualifiers, p.of(i)) || p.tokens[i].kind == literal); i-- {
		async = async || p.is(i, "async")
		gen = gen || p.is(i, "gen")
	}
	switch {
	case async && gen:
		return AsyncGenFn
	case async:
		return AsyncFn
	case gen:
		return GenFn
	}
	return Fn
}

// startsItem reports whether an item begins with token i, or before it: impl is also part of types.
func (p *parser) startsItem(i int) bool {
	for i > 0 && (p.is(i-1, "unsafe") || p.is(i-1, "default") || p.is(i-1, "const")) {
		i--
	}
	return i == 0 || p.is(i-1, "{") || p.is(i-1, "}") || p.is(i-1, ";") || p.is(i-1, "]")
}

// impl reads the header of an impl: impl<T> Trait for Type<T> where T: Copy.
func (p *parser) impl(i int) {
	p.item = pending{kind: Impl, depth: len(p.open), attrs: p.takeAttributes()}
	at := i + 1
	if p.is(at, "<") {
		at = p.behindAngles(at)
	}
	var text strings.Builder
	for depth := 0; p.tokens[at].kind != endOfFile; at++ {
		switch {
		case p.is(at, "{") || p.is(at, ";") || depth == 0 && p.is(at, "where"):
			p.item.name = text.String()
			p.at = at
			return
		case p.is(at, "<"):
			depth++
		case p.is(at, ">"):
			depth--
		case depth == 0 && p.is(at, "for"):
			p.item.of = text.String()
			text.Reset()
		case depth == 0:
			text.WriteString(p.of(at))
		}
	}
	p.at = at
}

// behindAngles returns the token behind the ">" for the "<" that is token i.
func (p *parser) behindAngles(i int) int {
	depth := 0
	for ; p.tokens[i].kind != endOfFile; i++ {
		switch {
		case p.is(i, "<"):
			depth++
		case p.is(i, ">"):
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return i
}

// coroutine reads async and gen: before a block, a closure or fn.
func (p *parser) coroutine(i int) {
	if i > 0 && (p.is(i-1, "async") || p.is(i-1, ".") || p.is(i-1, "::")) {
		return
	}
	at, kind := i+1, AsyncBlock
	switch {
	case p.is(i, "gen"):
		kind = GenBlock
	case p.is(at, "gen"):
		at++
		kind = AsyncGenBlock
	}
	for p.is(at, "move") || p.is(at, "use") {
		at++
	}
	switch {
	case p.is(at, "{"):
		p.note(p.position(at), kind) // to 1.77 rustc's place of the body is without what stands before it
		p.openScope(Scope{Kind: kind, Start: p.position(i)}, false)
		p.at = at + 1
	case (p.is(at, "|") || p.is(at, "||")) && kind == AsyncBlock:
		p.closure(i, at, AsyncClosure)
	}
}

// beforeClosure are the words and marks behind which an expression begins, so that "|" is the start of a closure.
const beforeClosure = " ( , = { ; [ => && || ! : & * + - / ? .. move static mut return in else match if while break yield -> "

// closure reads the parameters of a closure, which begin with the mark that is token i. It starts at an earlier token if
// words stand before.
func (p *parser) closure(start, i int, kind Kind) {
	if kind == Closure {
		if i > 0 && (p.tokens[i-1].kind != word && p.tokens[i-1].kind != mark || !strings.Contains(beforeClosure, " "+p.of(i-1)+" ")) {
			return
		}
		for start > 0 && (p.is(start-1, "move") || p.is(start-1, "static")) {
			start--
		}
	}
	at := i + 1
	if p.is(i, "|") {
		if at = p.behindParameters(at); at == 0 {
			return
		}
	}
	if p.is(at, "->") {
		for !p.is(at, "{") && p.tokens[at].kind != endOfFile {
			at++
		}
	}
	scope := Scope{Kind: kind, Start: p.position(start)}
	if kind == AsyncClosure {
		p.note(p.position(at), kind) // rustc's place of the body is without the parameters
	}
	p.at = at
	if p.is(at, "{") {
		p.openScope(scope, false)
		p.at++
		return
	}
	p.openScope(scope, true)
}

// behindParameters returns the token behind the "|" that ends parameters, 0 if there is none before a bracket around ends.
func (p *parser) behindParameters(i int) int {
	last := i + maxParameters
	for depth := 0; p.tokens[i].kind != endOfFile && i < last; i++ {
		switch {
		case depth == 0 && p.is(i, "|"):
			return i + 1
		case p.is(i, "(") || p.is(i, "["):
			depth++
		case p.is(i, ")") || p.is(i, "]"):
			depth--
		case p.is(i, "{") || p.is(i, "}") || p.is(i, ";") || p.is(i, "=>"):
			return 0
		}
		if depth < 0 {
			return 0
		}
	}
	return 0
}

// macro notes the call of a macro, which begins with its path.
func (p *parser) macro(i int) {
	start := i - 1
	for start >= 2 && p.is(start-1, "::") && p.tokens[start-2].kind == word {
		start -= 2
	}
	p.note(p.position(start), AtMacro)
}

func (p *parser) note(at Position, kind Kind) {
	if _, known := p.source.starts[at]; !known {
		p.source.starts[at] = kind
	}
}

// openScope begins a scope.
func (p *parser) openScope(scope Scope, bare bool) {
	scope.Parent = p.around()
	p.note(scope.Start, scope.Kind)
	p.source.Scopes = append(p.source.Scopes, scope)
	p.push(bracket{int32(len(p.source.Scopes)) - 1, bare})
}

// push opens a bracket. In a file that nests deeper than any that a compiler takes, what is deeper is not told apart.
func (p *parser) push(b bracket) {
	if len(p.open) < maxNested {
		p.open = append(p.open, b)
	}
}

func (p *parser) around() int32 {
	for _, b := range slices.Backward(p.open) {
		if b.scope >= 0 {
			return b.scope
		}
	}
	return -1
}

func (p *parser) openBracket(i int) {
	if p.is(i, "{") {
		p.attrs = nil
		if p.item.kind != None && p.item.depth == len(p.open) {
			p.openScope(Scope{
				Kind: p.item.kind, Name: p.item.name, Of: p.item.of, Start: p.position(i), Attributes: p.item.attrs,
			}, false)
			p.item = pending{}
			return
		}
	}
	p.push(bracket{scope: -1})
}

func (p *parser) closeBracket(i int) {
	p.endBare(i)
	if p.is(i, "}") {
		p.attrs = nil
	}
	if last := len(p.open) - 1; last >= 0 {
		if scope := p.open[last].scope; scope >= 0 {
			p.source.Scopes[scope].End = p.position(i + 1)
		}
		p.open = p.open[:last]
	}
	if p.item.depth > len(p.open) {
		p.item = pending{}
	}
}

// endBare ends the closures without brackets that token i ends.
func (p *parser) endBare(i int) {
	for last := len(p.open) - 1; last >= 0 && p.open[last].bare; last-- {
		p.source.Scopes[p.open[last].scope].End = p.position(i)
		p.open = p.open[:last]
	}
}
