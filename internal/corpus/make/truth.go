package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/corpus"
)

// resolver finds the truth of the frames of one program's texts.
type resolver struct {
	own         map[string]bool // the program's own crates
	information *binary
	stripped    bool // the program ran without debug information: std printed the outermost function alone
}

// resolve returns a row for each frame of an alternate text.
func (r *resolver) resolve(frames []printed, modules modules) ([]corpus.FrameTruth, error) {
	truths := make([]corpus.FrameTruth, len(frames))
	for start := 0; start < len(frames); {
		end := start + 1
		for end < len(frames) && frames[end].address == frames[start].address {
			end++
		}
		if err := r.resolveAddress(truths[start:end], frames[start:end], modules); err != nil {
			return nil, err
		}
		start = end
	}
	return truths, nil
}

// resolveAddress finds the frames that std printed for one address: a function and those inlined into it. A
// recursion through one call has the same address several times over, and so the same functions.
func (r *resolver) resolveAddress(truths []corpus.FrameTruth, frames []printed, modules modules) error {
	// A return address is that of the instruction after the call; std looks up the byte before it.
	offset, inside := modules.offset(frames[0].address - 1)
	if !inside {
		for i := range truths {
			truths[i] = outside(frames[i])
		}
		return nil
	}
	chain, err := r.information.at(offset)
	if err != nil {
		return err
	}
	if r.stripped && len(chain) > 1 {
		chain = chain[len(chain)-1:]
	}
	for i, frame := range frames {
		truths[i] = r.fromChain(chain, i, frame, offset)
	}
	return nil
}

func (r *resolver) fromChain(chain []function, i int, frame printed, offset uint64) corpus.FrameTruth {
	if len(chain) == 0 {
		return r.fromSymbol(frame, r.information.symbolAt(offset))
	}
	found := chain[i%len(chain)]
	match := corpus.ByAddress
	if !found.agrees(frame) {
		return corpus.FrameTruth{Match: corpus.NoMatch}
	}
	if !found.rust {
		return corpus.FrameTruth{Crate: "c", File: found.file, Match: match}
	}
	return corpus.FrameTruth{
		Crate:       found.crate,
		Application: r.own[found.crate],
		Name:        found.path,
		File:        found.file,
		Match:       match,
	}
}

// runtimeSymbols are functions that rustc writes without debug information, with the crate they serve.
var runtimeSymbols = map[string]string{
	"__rust_try": "std", // the intrinsic below catch_unwind
}

// fromSymbol names what has no debug information: the start of a C program and what rustc makes itself.
func (r *resolver) fromSymbol(frame printed, symbol string) corpus.FrameTruth {
	if crate, ok := runtimeSymbols[frame.name]; ok {
		return corpus.FrameTruth{Crate: crate, Match: corpus.ByModule}
	}
	if symbol == frame.name && !strings.Contains(symbol, "::") {
		return corpus.FrameTruth{Crate: "c", Match: corpus.ByModule}
	}
	return corpus.FrameTruth{Match: corpus.NoMatch}
}

// outside is the row of a frame of a shared library, or of the null address that ends a stack.
func outside(frame printed) corpus.FrameTruth {
	if frame.name == unknown {
		return corpus.FrameTruth{Match: corpus.NoMatch}
	}
	return corpus.FrameTruth{Crate: "c", Match: corpus.ByModule}
}

// closureSegment is a closure as a printed name has it, with its index in v0.
var closureSegment = regexp.MustCompile(`^(\{\{closure\}\}|\{closure(#\d+)\})`)

// kindSegment is a closure or coroutine as DWARF has it.
var kindSegment = regexp.MustCompile(`^\{(closure|coroutine|async_fn|async_block|async_closure|gen_fn|gen_block|gen_closure|async_gen_fn|async_gen_block|async_gen_closure)(#\d+)\}`)

// agrees compares a function with a printed name as far as their spellings allow: legacy's hash identifies the
// symbol; else the last segment has to be the same.
func (f function) agrees(frame printed) bool {
	if frame.hash != "" {
		return strings.Contains(f.symbol, "17h"+frame.hash+"E")
	}
	segment := lastSegment(f.path)
	if kind := kindSegment.FindStringSubmatch(segment); kind != nil {
		return strings.Contains(frame.name, "{{closure}}") || strings.Contains(frame.name, "{closure"+kind[2]+"}") ||
			strings.Contains(frame.name, "{synthetic"+kind[2]+"}")
	}
	name, _, _ := strings.Cut(segment, "<")
	return strings.Contains(frame.name, name)
}

// lastSegment returns what follows the last "::" that is not within generic arguments.
func lastSegment(path string) string {
	depth := 0
	for i := len(path) - 1; i > 0; i-- {
		switch path[i] {
		case '>':
			if path[i-1] != '-' {
				depth++
			}
		case '<':
			depth--
		case ':':
			if depth == 0 && path[i-1] == ':' {
				return path[i+1:]
			}
		}
	}
	return path
}

// row writes one line of truth.tsv.
func row(positions []string, truth corpus.FrameTruth) string {
	value := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	application := "no"
	switch {
	case truth.Application:
		application = "yes"
	case truth.Crate == "":
		application = "-"
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s\t%s\t%s\n", strings.Join(positions, "\t"), value(truth.Crate), application,
		truth.Match, value(truth.File), value(truth.Name))
}
