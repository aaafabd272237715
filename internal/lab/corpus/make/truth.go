package main

import (
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// resolver finds the truth of the frames of one program's texts.
type resolver struct {
	own         map[string]bool // the program's own crates
	information *binary
	demangler   *demangler
	stripped    bool // the program ran without debug information: std printed only the outermost function
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

// resolveAddress finds the frames that std printed for one address: a function and those inlined into it. A recursion
// through one call repeats the same address, and so the same functions.
func (r *resolver) resolveAddress(truths []corpus.FrameTruth, frames []printed, modules modules) error {
	// A return address is the address after the call; std looks up the byte before it.
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
		if truths[i], err = r.fromChain(chain, i, frame, offset); err != nil {
			return err
		}
	}
	return nil
}

// fromChain returns the function at the frame's position in the chain, if its symbol is the printed name. If functions
// with the same code were merged, debug information may have another one there.
func (r *resolver) fromChain(chain []function, i int, frame printed, offset uint64) (corpus.FrameTruth, error) {
	if len(chain) == 0 {
		return r.fromSymbols(frame, offset)
	}
	found := chain[i%len(chain)]
	name, err := r.demangler.name(found.symbol)
	switch {
	case err != nil:
		return corpus.FrameTruth{}, err
	case name == frame.full:
		return r.truth(found, corpus.ByAddress), nil
	case withoutArguments(plainName(name)) == withoutArguments(frame.name):
		found.path = withoutArguments(found.path)
		return r.truth(found, corpus.Merged), nil
	}
	return r.fromSymbols(frame, offset)
}

func (r *resolver) truth(f function, match corpus.Match) corpus.FrameTruth {
	if !f.rust {
		return corpus.FrameTruth{Crate: "c", File: f.file, Match: match}
	}
	return corpus.FrameTruth{
		Crate:       f.crate,
		Application: r.own[f.crate],
		Name:        f.path,
		File:        f.file,
		Match:       match,
	}
}

// runtimeSymbols are functions that rustc writes without debug information, with the crate they serve.
var runtimeSymbols = map[string]string{
	"__rust_try": "std", // the intrinsic below catch_unwind
}

// fromSymbols uses the printed symbol: it finds its function, if debug information has it elsewhere, or else knows those
// without debug information: the start of a C program and what rustc itself makes.
func (r *resolver) fromSymbols(frame printed, offset uint64) (corpus.FrameTruth, error) {
	if crate, ok := runtimeSymbols[frame.name]; ok {
		return corpus.FrameTruth{Crate: crate, Match: corpus.ByModule}, nil
	}
	for _, symbol := range r.information.symbolsAt(offset) {
		name, err := r.demangler.name(symbol)
		if err != nil {
			return corpus.FrameTruth{}, err
		}
		if name != frame.full {
			continue
		}
		if name == symbol {
			return corpus.FrameTruth{Crate: "c", Match: corpus.ByModule}, nil
		}
		f, ok, err := r.information.named(symbol)
		if err != nil {
			return corpus.FrameTruth{}, err
		}
		if ok {
			return r.truth(f, corpus.BySymbol), nil
		}
	}
	return corpus.FrameTruth{Match: corpus.NoMatch}, nil
}

// outside returns the row of a frame of a shared library, or of the null address that ends a stack.
func outside(frame printed) corpus.FrameTruth {
	switch {
	case frame.address == 0:
		return corpus.FrameTruth{Match: corpus.StackEnd}
	case frame.name == unknown:
		return corpus.FrameTruth{Match: corpus.NoMatch}
	}
	return corpus.FrameTruth{Crate: "c", Match: corpus.ByModule}
}
