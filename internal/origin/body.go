package origin

import "github.com/rustasyncprocessor/rustasyncprocessor/coroutine"

// Body is the body of a closure or coroutine of the program's own crates, as an Oracle knows it that was compiled into a
// function of another name.
type Body struct {
	Path string // of the fn around it, as in app::belts::slow
	Kind coroutine.Kind
	File string
	Line int // of the body's first character
}
