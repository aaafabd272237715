package rustname

import (
	"bytes"
	"strings"
	"sync"
)

// Shape is the key of tables of functions: a name without generic arguments and closure numbers. A function has the same
// shape in both manglings, as far as legacy names tell.
type Shape struct {
	Self  string // of <Self as Trait>::Rest: the head of the self type, "core::pin::Pin"; else ""
	Trait string // "core::future::future::Future"
	Path  string // "poll", or the whole of a plain path: "tokio::runtime::task::core::Core::poll::{closure}"
}

// shape returns the shape of the name, the zero Shape if it is not a path.
func (n *Name) shape() Shape {
	shape, _ := n.shapeAndKey(false)
	return shape
}

// ShapeAndKey returns the shape of the name, the zero Shape if it is not a path, and its Key. It costs little more than
// one of the two.
func (n *Name) ShapeAndKey() (Shape, Key) { return n.shapeAndKey(true) }

func (n *Name) shapeAndKey(keyed bool) (shape Shape, key Key) {
	if n.Path == nil {
		return shape, 0
	}
	b := buffers.Get().(*buffer)
	defer buffers.Put(b)
	b.bytes = eraser{text: n.Text, anonymous: true}.path(b.bytes[:0], n.Path, len(n.Path.Segments))
	erased := n.Text
	if string(b.bytes) != erased {
		erased = string(b.bytes)
	}
	if keyed {
		key = n.keyOfErased(b.bytes)
	}
	return shapeOf(erased).defined(), key
}

// keyOfErased returns the key of the name; erased is its erased form as in shapes.
func (n *Name) keyOfErased(erased []byte) Key {
	if leaf := n.leaf(); leaf != nil {
		return leaf.Key
	}
	if bytes.IndexByte(erased, '{') < 0 {
		return newKey.add(erased) // nothing in it has a number, so keys and shapes have the same erased form
	}
	return n.Key()
}

// leaf returns the closure that the name names, nil if it names none.
func (n *Name) leaf() *Closure {
	for i := range n.Closures {
		if n.Closures[i].Leaf {
			return &n.Closures[i]
		}
	}
	return nil
}

// buffer is memory to erase names in.
type buffer struct{ bytes []byte }

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// ShapeOf returns the shape that has been printed as s: the inverse of String.
func ShapeOf(s string) Shape { return shapeOf(s) }

// shapeOf splits an erased name.
func shapeOf(erased string) Shape {
	if !strings.HasPrefix(erased, "<") {
		return Shape{Path: erased}
	}
	end := closingAngle(erased)
	inner := erased[1:end]
	as := lastAs(inner)
	if as < 0 {
		return Shape{Path: erased} // "<[_]>::sort_by"
	}
	rest := strings.TrimPrefix(erased[end+1:], "::")
	return Shape{Self: inner[:as], Trait: inner[as+len(" as "):], Path: rest}
}

// closingAngle returns the index of the ">" that closes the "<" at the start of an erased name, which has angle brackets
// only for impls.
func closingAngle(erased string) int {
	depth := 0
	for i := range len(erased) {
		switch erased[i] {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(erased) - 1
}

// lastAs returns the index of the " as " that is not inside brackets, or -1.
func lastAs(inner string) int {
	depth := 0
	for i := len(inner) - 1; i >= 0; i-- {
		switch inner[i] {
		case '>':
			depth++
		case '<':
			depth--
		case ' ':
			if depth == 0 && strings.HasPrefix(inner[i:], " as ") {
				return i
			}
		}
	}
	return -1
}

// String returns the shape as one erased name.
func (s Shape) String() string {
	if s.Trait == "" {
		return s.Path
	}
	return "<" + s.Self + " as " + s.Trait + ">::" + s.Path
}

// Key returns the key of the name's path; 0 if it is not a path.
func (n *Name) Key() Key {
	if n.Path == nil {
		return 0
	}
	return n.KeyOf(n.Path)
}

// KeyOf returns the key of a path in the name.
func (n *Name) KeyOf(path *Path) Key {
	b := buffers.Get().(*buffer)
	defer buffers.Put(b)
	b.bytes = eraser{text: n.Text}.path(b.bytes[:0], path, len(path.Segments))
	return newKey.add(b.bytes)
}

// AppendErased appends the first n segments of a path of the name, without generic arguments.
func (n *Name) AppendErased(dst []byte, path *Path, segments int) []byte {
	return eraser{text: n.Text}.path(dst, path, segments)
}
