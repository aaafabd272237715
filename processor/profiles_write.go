package processor

// Writing of what was planned: the only file that changes profiles. Changes are made from entries as they were, so
// those that are added come before those that take an entry's place.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// write brings the batch into its new form.
func (c *profileCleaner) write() {
	c.batch.functionsRenamed += len(c.changes.functions)
	c.writeFunctions()
	c.writeLocations()
	c.writeStacks()
	c.writeMappings()
	c.writeAttributes()
	c.writeStrings()
	c.samples.open(c.layout.stacks.size)
	c.profiles(c.writeProfile)
}

func (c *profileCleaner) writeFunctions() {
	l, table := &c.layout.functions, c.tables.functions
	rename := func(f pprofile.Function, name int32) {
		strings := &c.layout.strings
		f.SetNameStrindex(name)
		f.SetSystemNameStrindex(strings.of(f.SystemNameStrindex()))
		f.SetFilenameStrindex(strings.of(f.FilenameStrindex()))
	}
	for n := range c.changes.functions {
		change := &c.changes.functions[n]
		if !l.comesLast(n, c.layout.asFunction, change.origin) {
			continue
		}
		f := pprofile.NewFunction()
		if change.origin >= 0 {
			table.At(int(change.origin)).CopyTo(f)
		}
		rename(f, c.textIndex(change.text))
		f.MoveTo(table.AppendEmpty())
	}
	at := -1
	table.RemoveIf(func(f pprofile.Function) bool {
		if at++; at >= len(l.used) {
			return false
		}
		switch n := l.taken[at] - 1; {
		case l.used[at]:
			rename(f, c.layout.strings.of(f.NameStrindex()))
		case n >= 0:
			rename(f, c.textIndex(c.changes.functions[n].text))
		default:
			return true
		}
		return false
	})
}

// textIndex returns the new index of a string, old or added.
func (c *profileCleaner) textIndex(index int32) int32 {
	old := len(c.layout.strings.used)
	if added := int(index) - old; added >= 0 && added < len(c.layout.added) {
		return int32(c.layout.strings.size - len(c.layout.added) + added)
	}
	return c.layout.strings.of(index)
}

func (c *profileCleaner) writeLocations() {
	l, table := &c.layout.locations, c.tables.locations
	for n := range c.changes.locations {
		change := &c.changes.locations[n]
		if !l.comesLast(n, c.layout.asLocation, change.origin) {
			continue
		}
		entry := pprofile.NewLocation()
		if change.origin >= 0 {
			table.At(int(change.origin)).CopyTo(entry)
		}
		c.changeLocation(entry, change)
		entry.MoveTo(table.AppendEmpty())
	}
	at := -1
	table.RemoveIf(func(entry pprofile.Location) bool {
		if at++; at >= len(l.used) {
			return false
		}
		switch n := l.taken[at] - 1; {
		case l.used[at]:
			lines := entry.Lines()
			for i := range lines.Len() {
				lines.At(i).SetFunctionIndex(c.layout.functions.of(lines.At(i).FunctionIndex()))
			}
			c.moveLocation(entry)
		case n >= 0:
			c.changeLocation(entry, &c.changes.locations[n])
		default:
			return true
		}
		return false
	})
}

// changeLocation makes a change of the location that it was made from.
func (c *profileCleaner) changeLocation(entry pprofile.Location, change *locationChange) {
	lines := c.changes.lines[change.from:change.to]
	if change.origin < 0 {
		for _, line := range lines {
			entry.Lines().AppendEmpty().SetFunctionIndex(c.functionIndex(line.function))
		}
	} else {
		at, next := int32(-1), 0
		entry.Lines().RemoveIf(func(line pprofile.Line) bool {
			at++
			if next == len(lines) || lines[next].index != at {
				return true
			}
			line.SetFunctionIndex(c.functionIndex(lines[next].function))
			next++
			return false
		})
	}
	kindAt := int32(-1)
	if change.origin >= 0 {
		kindAt = c.locations[change.origin].kindAt
	}
	c.moveLocation(entry)
	switch {
	case !change.rust:
	case kindAt >= 0:
		entry.AttributeIndices().SetAt(int(kindAt), c.layout.rust)
	default:
		entry.AttributeIndices().Append(c.layout.rust)
	}
}

// moveLocation follows what the location refers to beside functions.
func (c *profileCleaner) moveLocation(entry pprofile.Location) {
	entry.SetMappingIndex(c.layout.mappings.of(entry.MappingIndex()))
	c.moveAttributes(entry.AttributeIndices())
}

func (c *profileCleaner) moveAttributes(indices pcommon.Int32Slice) {
	if !c.layout.attributes.moved {
		return // this is asked of each sample and location, and looking there costs
	}
	for i := range indices.Len() {
		indices.SetAt(i, c.layout.attributes.of(indices.At(i)))
	}
}

func (c *profileCleaner) writeStacks() {
	l, table := &c.layout.stacks, c.tables.stacks
	for n, origin := range c.changes.stacks {
		if l.comesLast(n, c.layout.asStack, origin) {
			table.AppendEmpty().LocationIndices().FromRaw(c.cleanedStack(n))
		}
	}
	at := -1
	table.RemoveIf(func(stack pprofile.Stack) bool {
		if at++; at >= len(l.used) {
			return false
		}
		indices := stack.LocationIndices()
		switch n := l.taken[at] - 1; {
		case l.used[at]:
			indices.FromRaw(c.stayingStack(int32(at)))
		case n >= 0:
			indices.FromRaw(c.cleanedStack(int(n)))
		default:
			return true
		}
		return false
	})
}

func (c *profileCleaner) writeMappings() {
	at := -1
	c.tables.mappings.RemoveIf(func(m pprofile.Mapping) bool {
		if at++; !c.layout.mappings.used[at] {
			return true
		}
		m.SetFilenameStrindex(c.layout.strings.of(m.FilenameStrindex()))
		c.moveAttributes(m.AttributeIndices())
		return false
	})
}

func (c *profileCleaner) writeAttributes() {
	l, table := &c.layout, c.tables.attributes
	at := -1
	table.RemoveIf(func(a pprofile.KeyValueAndUnit) bool {
		if at++; !l.attributes.used[at] {
			return true
		}
		a.SetKeyStrindex(l.strings.of(a.KeyStrindex()))
		a.SetUnitStrindex(l.strings.of(a.UnitStrindex()))
		return false
	})
	if l.newRust {
		a := table.AppendEmpty()
		a.SetKeyStrindex(c.textIndex(l.keyText))
		a.Value().SetStr(frameTypeRust)
	}
}

func (c *profileCleaner) writeStrings() {
	at := -1
	c.tables.strings.RemoveIf(func(string) bool {
		at++
		return !c.layout.strings.used[at]
	})
	c.tables.strings.Append(c.layout.added...)
}

// writeProfile points samples to where their stacks are now, and merges those that are equal.
func (c *profileCleaner) writeProfile(profile pprofile.Profile, user users) {
	strings := &c.layout.strings
	for _, valueType := range []pprofile.ValueType{profile.SampleType(), profile.PeriodType()} {
		valueType.SetTypeStrindex(strings.of(valueType.TypeStrindex()))
		valueType.SetUnitStrindex(strings.of(valueType.UnitStrindex()))
	}
	c.moveAttributes(profile.AttributeIndices())
	samples, differs := profile.Samples(), false
	stacks, cleaned := c.samples.stacks[:0], c.samples.cleaned[:0]
	for i := range samples.Len() {
		sample := samples.At(i)
		c.moveAttributes(sample.AttributeIndices())
		at := sample.StackIndex()
		isCleaned := at >= 0 && int(at) < len(c.cleaned) && c.cleaned[at].whom&user != 0
		if isCleaned {
			differs = true
			at = c.cleaned[at].index
		} else {
			at = c.layout.stacks.of(at)
		}
		sample.SetStackIndex(at)
		stacks, cleaned = append(stacks, at), append(cleaned, isCleaned)
	}
	c.samples.stacks, c.samples.cleaned = stacks, cleaned
	if !differs {
		return
	}
	c.batch.samplesMerged += c.samples.merge(samples)
	if !c.processor.options.Profiles.KeepOriginalPayload {
		profile.OriginalPayload().FromRaw(nil)
		profile.SetOriginalPayloadFormat("")
	}
}
