package rules

import "github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"

// Class says what a frame is to the person who reads the stack.
type Class = crates.Class

// The classes.
const (
	Application = crates.Application
	Dependency  = crates.Dependency
	Std         = crates.Std
	Generator   = crates.Generator
	Adapter     = crates.Adapter
	Combinator  = crates.Combinator
	Server      = crates.Server
	Runtime     = crates.Runtime
	Panic       = crates.Panic
)

// Classes is the number of classes.
const Classes = crates.Classes

// ClassSet is a set of classes.
type ClassSet = crates.ClassSet

// Set returns the set of these classes.
func Set(classes ...Class) ClassSet { return crates.Set(classes...) }
