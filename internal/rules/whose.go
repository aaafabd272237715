package rules

// Whose code a frame is. The first of these that says it decides: the configuration, an index of the program, the frame's
// source file, the other frames of its crate on the stack, the table of public crates; else it is the application's.

import (
	"slices"
	"strings"
	"sync"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
)

// CrateOracle is an oracle that knows whose the crates of a program are, as an index of it does.
type CrateOracle interface {
	// CrateOrigin says whose code a crate is, origin.Unknown where it is not known. It is called for many frames, by many
	// goroutines at once, and must go on saying the same.
	CrateOrigin(crate string) origin.Origin
}

// crateOrigins is what is known of the crates of one stack: what an index says, and what the source files of its frames tell.
type crateOrigins struct {
	index         CrateOracle // nil where there is none
	own, packaged map[string]bool
	programs      []string // crates whose main is on the stack
}

func (c *crateOrigins) add(s *nameClass, file string, source source) {
	if s.program != "" && source != packageSource && source != stdSource {
		c.own = put(c.own, s.program)
		if !slices.Contains(c.programs, s.program) {
			c.programs = append(c.programs, s.program)
		}
	}
	if s.crate == "" {
		return
	}
	switch source.of(file, s.crate) {
	case packageSource:
		if mentionsCrate(file, s.crate) {
			c.packaged = put(c.packaged, s.crate)
		}
	case ownSource, elsewhere:
		c.own = put(c.own, s.crate)
	}
}

// originOf returns what an index says of the crates of a name. The crate of an impl depends on the other, so that it is the
// program's where either is.
func (c *crateOrigins) originOf(s *nameClass) origin.Origin {
	if c.index == nil {
		return origin.Unknown
	}
	if s.row != nil {
		return c.index.CrateOrigin(s.row.crate)
	}
	of := c.index.CrateOrigin(s.crate)
	if s.other == "" || of == origin.Own {
		return of
	}
	if c.index.CrateOrigin(s.other) == origin.Own {
		return origin.Own
	}
	return of
}

var origins = sync.Pool{New: func() any { return new(crateOrigins) }}

// newOrigins returns what is known of crates before any frame was looked at.
func (r *Engine) newOrigins() *crateOrigins {
	c := origins.Get().(*crateOrigins)
	c.index = r.index
	return c
}

// release forgets the stack and gives the memory back. A map never shrinks, so that of a stack with many crates is let go.
func (c *crateOrigins) release() {
	const most = 256
	if len(c.own)+len(c.packaged) > most {
		return
	}
	clear(c.own)
	clear(c.packaged)
	c.index, c.programs = nil, c.programs[:0]
	origins.Put(c)
}

func put(set map[string]bool, crate string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	set[crate] = true
	return set
}

// rowFor gives the frame its row from what its name says, its file, and what is known of the crates of its stack.
func rowFor(s *nameClass, file string, source source, c *crateOrigins) *frameRow {
	switch {
	case s.row != nil && s.row.basis == notRust:
		return rowForeign
	case s.blanket != nil && source == stdSource:
		return s.blanket
	case s.row != nil && s.noCrate != "" && source != stdSource && isRust(file) && (source.isRust() || !isRuntimeSymbol(s.noCrate)):
		return rowWithoutCrate(s.noCrate, source, file) // #[no_mangle] extern "C" fn start()
	case isMain(s.noCrate) && isForeign(file):
		return rowForeign // the main of a program in C, which rustc's has no source file for
	case s.row != nil:
		return rowOfListed(s, file, source, c)
	case s.crate == "":
		return rowWithoutCrate(s.noCrate, source, file)
	case s.anyOwner && source == stdSource:
		return rowStd // a method that a trait of std provides
	case s.crate == "test" && source == stdSource:
		return rowHarness
	case s.self != nil && source == packageSource && mentionsCrate(file, s.selfCrate):
		return s.self
	case s.anyOwner && source == packageSource && !mentionsCrate(file, s.crate):
		return rowOfTrait(s, file)
	}
	return rowOfCrate(s, file, source, c)
}

// rowOfListed gives a frame of a function that is known its row: that of the function, or the application's where the crate
// is the program's, whatever crate is known by that name.
func rowOfListed(s *nameClass, file string, source source, c *crateOrigins) *frameRow {
	if !s.row.std {
		switch s.configured {
		case origin.Own:
			return rowConfigured
		case origin.Package:
			return s.row
		}
		switch c.originOf(s) {
		case origin.Own:
			return rowIndexOwn
		case origin.Package:
			return s.row
		}
	}
	switch {
	case s.row.class == Std && s.anyOwner && source != stdSource && source.isRust():
		return fileRow(source, file) // impl From<app::Order> for Vec<u8>: no crate in the name is the user's
	case s.isNamesake(file, source):
		return rowOwnSource
	case source != stdSource && source != packageSource && s.isOfProgram(source, c) && !inRelease(file):
		return rowProgram
	}
	return s.row
}

// rowOfTrait gives a method that a package's trait provides, or its blanket impl has, the row of that trait.
func rowOfTrait(s *nameClass, file string) *frameRow {
	if s.trait != nil && s.trait.crate != "" && mentionsCrate(file, s.trait.crate) {
		return s.trait
	}
	return rowDependency
}

// rowOfCrate gives a frame of which the name says the crate, and no more is known, the row of whose crate that is.
func rowOfCrate(s *nameClass, file string, source source, c *crateOrigins) *frameRow {
	switch s.configured {
	case origin.Own:
		return rowConfigured
	case origin.Package:
		return rowNotConfigured
	}
	switch c.originOf(s) {
	case origin.Own:
		return rowIndexOwn
	case origin.Package:
		return rowIndexPackage
	case origin.Std:
		return rowStd
	}
	of := source.of(file, s.crate)
	switch {
	case of == packageSource && mentionsCrate(file, s.crate) && (source == packageSource || !slices.Contains(c.programs, s.crate)):
		return rowDependency // a program can be built in a folder that is named after its release
	case of == ownSource, of == elsewhere:
		return rowOwnSource
	case c.own[s.crate] || c.own[s.other]:
		return rowProgram
	case c.packaged[s.crate]:
		return rowPackaged
	case s.public:
		return rowPublic
	}
	return rowApplication
}

// isMain reports whether a name without a crate is that of the C main, or macOS's.
func isMain(name string) bool { return name == "main" || name == "_main" }

// plainWords are the names of listed crates that a workspace of somebody else's may well have for one of its own.
var plainWords = func() map[string]bool {
	words := map[string]bool{}
	for _, crate := range crates.All {
		if crate.PlainWord {
			words[crate.Name] = true
		}
	}
	return words
}()

// isNamesake reports whether a frame of a listed crate is of one of the program's with the same name: its source is the
// program's own, or is not where those of packages are.
func (s *nameClass) isNamesake(file string, source source) bool {
	switch {
	case !source.isRust():
		return false
	case s.row.basis == byStd:
		return source == ownSource && s.stdCrate != "" && !s.anyOwner
	case s.row.std:
		// Shims are adapters, and have the source file of what they are made for.
		return source == ownSource && s.row.class != Adapter && s.row.crate != "" && !strings.HasPrefix(s.row.pattern, "<")
	}
	source = source.of(file, s.row.crate)
	return source == ownSource || source == elsewhere && plainWords[s.row.crate] && !inRelease(file)
}

// isOfProgram reports whether other frames of the stack show that the crate of a frame is the program, whatever crate is
// known by that name. A program called core is told from the library by the source file, or where no row knows the function;
// not by the source file alone, since a shim that the compiler makes, such as drop_in_place, has that of what it is made for.
func (s *nameClass) isOfProgram(source source, c *crateOrigins) bool {
	switch {
	case len(c.own) == 0:
		return false
	case s.row.basis == byStd:
		return c.own[s.stdCrate]
	case s.row.std:
		return c.own[s.row.crate] && (source.isRust() && !strings.HasPrefix(s.row.pattern, "<") || s.row.pattern == s.row.crate+"::**")
	}
	return c.own[s.row.crate] || s.trait != nil && c.own[s.trait.crate]
}

// rowWithoutCrate judges a name without a crate. Where a program has line tables only (debug = "line-tables-only"), all names
// are such, and the file says which module a function is in, as long as that is a file of its own.
func rowWithoutCrate(name string, source source, file string) *frameRow {
	if source == stdSource || source == packageSource {
		if module := moduleOf(file); module != "" && name != "" {
			if row, ok := frameTable.Path(module + "::" + name); ok {
				return row
			}
		}
	}
	return fileRow(source, file)
}

// fileRow judges a frame by its file alone.
func fileRow(source source, file string) *frameRow {
	switch source {
	case unknownSource:
		return rowForeign
	case stdSource:
		return rowStd
	case packageSource, vendored:
		return rowDependency
	}
	if !isRust(file) {
		return rowForeign
	}
	return rowOwnSource
}
