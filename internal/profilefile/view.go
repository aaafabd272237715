package profilefile

// Profiles for people: stacks written out, with what is done to each line and why.

import (
	"fmt"
	"iter"
	"path"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// Stack is a stack with what was measured in it.
type Stack struct {
	Lines  []Line  // innermost first
	Values []int64 // one for each of File.Types
	Rust   bool    // it is looked at, and its lines are explained
}

// Line is a line of a stack.
type Line struct {
	Name string // as the profile has it
	rules.Explanation
}

// Kind returns the class of the line's frame, or "native" for one that is not of Rust, and "other" in stacks that
// are left alone.
func (l *Line) Kind(rust bool) string {
	switch {
	case !rust:
		return Other
	case !l.Path && l.Class == rewrite.Dependency:
		return Native
	}
	return l.Class.String()
}

// What Line.Kind says beside the classes.
const (
	Native = "native"
	Other  = "other"
)

// Before returns the stacks of the file, each once for each resource that has it. Without a processor their lines are
// not explained.
func (f *File) Before(p *processor.Processor) iter.Seq[Stack] { return newView(f, f.profiles(), p).all }

// After returns the stacks of the file cleaned, explained by what they were before.
func (f *File) After(p *processor.Processor) (iter.Seq[Stack], error) {
	c, err := f.compare(p)
	if err != nil {
		return nil, err
	}
	return c.allAfter, nil
}

// view is a profile that is written out.
type view struct {
	file        *File
	pd          pprofile.Profiles
	explanation *processor.ProfileExplanation // nil where lines are not explained
}

func newView(f *File, pd pprofile.Profiles, p *processor.Processor) *view {
	v := &view{file: f, pd: pd}
	if p != nil {
		v.explanation = p.ExplainProfiles(pd)
	}
	return v
}

// use is a stack as a resource has it.
type use struct {
	resource int
	stack    int32
}

func (v *view) all(yield func(Stack) bool) {
	for u, values := range v.uses {
		if !yield(v.stack(u, values)) {
			return
		}
	}
}

// uses calls yield with each stack that a resource has, in their order, and what was measured in it.
func (v *view) uses(yield func(use, []int64) bool) {
	for i, resource := range v.pd.ResourceProfiles().All() {
		order, values := v.sum(resource)
		for _, at := range order {
			if !yield(use{i, at}, values[at]) {
				return
			}
		}
	}
}

// sum returns the stacks that a resource has, in their order, and what was measured in each.
func (v *view) sum(resource pprofile.ResourceProfiles) (order []int32, values map[int32][]int64) {
	values = map[int32][]int64{}
	for _, scope := range resource.ScopeProfiles().All() {
		for _, p := range scope.Profiles().All() {
			for _, sample := range p.Samples().All() {
				at := sample.StackIndex()
				if values[at] == nil {
					values[at] = make([]int64, len(v.file.types()))
					order = append(order, at)
				}
				v.file.weigh(v.pd.Dictionary(), p, sample, values[at])
			}
		}
	}
	return order, values
}

// stack writes out a stack, and explains it where that is asked for.
func (v *view) stack(u use, values []int64) Stack {
	stack := Stack{Lines: v.lines(u.stack), Values: values}
	if v.explanation != nil {
		explanations := v.explanation.Stack(v.resource(u), u.stack)
		stack.Rust = explanations != nil
		for i := range explanations {
			stack.Lines[i].Explanation = explanations[i]
		}
	}
	return stack
}

func (v *view) resource(u use) pcommon.Resource {
	return v.pd.ResourceProfiles().At(u.resource).Resource()
}

// lines writes out a stack; what is out of range has no lines.
func (v *view) lines(stack int32) []Line {
	d := v.pd.Dictionary()
	if stack < 0 || int(stack) >= d.StackTable().Len() {
		return nil
	}
	var lines []Line
	for _, index := range d.StackTable().At(int(stack)).LocationIndices().All() {
		if index < 0 || int(index) >= d.LocationTable().Len() {
			continue
		}
		location := d.LocationTable().At(int(index))
		for i := range location.Lines().Len() {
			lines = append(lines, Line{Name: functionName(d, location.Lines().At(i).FunctionIndex())})
		}
		if location.Lines().Len() == 0 {
			lines = append(lines, Line{Name: placeName(d, location)})
		}
	}
	return lines
}

// functionName returns what a function is called.
func functionName(d pprofile.ProfilesDictionary, index int32) string {
	const unknown = "[unknown]"
	if index < 0 || int(index) >= d.FunctionTable().Len() {
		return unknown
	}
	f := d.FunctionTable().At(int(index))
	if name := text(d, f.NameStrindex()); name != "" {
		return name
	}
	if symbol := text(d, f.SystemNameStrindex()); symbol != "" {
		return symbol
	}
	return unknown
}

// placeName names a location without lines by its file and address.
func placeName(d pprofile.ProfilesDictionary, location pprofile.Location) string {
	file := ""
	if m := int(location.MappingIndex()); m > 0 && m < d.MappingTable().Len() {
		file = path.Base(text(d, d.MappingTable().At(m).FilenameStrindex()))
	}
	return fmt.Sprintf("%s+0x%x", file, location.Address())
}
