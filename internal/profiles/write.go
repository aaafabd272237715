package profiles

// Writing of what was planned: the only file that changes a dictionary. Changes are made from entries as they were, so those
// that are added come before those that take an entry's place.

import (
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// writer changes a dictionary according to its plan and moves.
type writer struct {
	dictionary Dictionary
	stages
	stack []int32
}

// Symbolize adds lines to the locations of a dictionary as Tables.Symbolize does.
func Symbolize(d Dictionary, u *Users, source Symbolizer) Addresses {
	if !slices.ContainsFunc(BuildIDs(d), source.Has) {
		return Addresses{}
	}
	before := ReadTables(d)
	after, found := before.Symbolize(u, source)
	writeAdded(d, &before.entries, &after.entries)
	return found
}

// writeAdded writes what a symbolizer added to the tables of a dictionary.
func writeAdded(d Dictionary, before, after *tables) {
	d.StringTable().Append(after.texts[len(before.texts):]...)
	for _, added := range after.functions[len(before.functions):] {
		f := d.FunctionTable().AppendEmpty()
		f.SetNameStrindex(added.name)
		f.SetSystemNameStrindex(added.symbol)
		f.SetFilenameStrindex(added.file)
	}
	for i := range after.locations {
		if before.locations[i].lines.from < before.locations[i].lines.to {
			continue
		}
		lines, positions := d.LocationTable().At(i).Lines(), after.positionsOf(int32(i))
		for j, function := range after.functionsOf(int32(i)) {
			line := lines.AppendEmpty()
			line.SetFunctionIndex(function)
			line.SetLine(positions[j].line)
			line.SetColumn(positions[j].column)
		}
	}
}

// sampleMemory is the working memory for samples, reused for the next batch.
type sampleMemory struct {
	stacks sampleStacks
	merger sampleMerger
}

// write writes the dictionary and its users. It returns how many samples were merged into others.
func (w *writer) write(u *Users, memory *sampleMemory, keepPayload bool) (merged int) {
	w.writeFunctions()
	w.writeLocations()
	w.writeStacks()
	w.writeMappings()
	w.writeAttributes()
	w.writeTexts()
	memory.merger.open(w.moves.stacks.size)
	for _, user := range u.profiles {
		if w.writeProfile(user, &memory.stacks) {
			merged += memory.merger.merge(user.profile.Samples(), &memory.stacks)
			if !keepPayload {
				user.profile.OriginalPayload().FromRaw(nil)
				user.profile.SetOriginalPayloadFormat("")
			}
		}
	}
	return merged
}

func (w *writer) writeFunctions() {
	m, table := &w.moves.functions, w.dictionary.FunctionTable()
	for n := range w.plan.functions {
		origin := w.plan.functions[n].origin
		if !m.comesLast(n, origin) {
			continue
		}
		f := pprofile.NewFunction()
		if origin >= 0 {
			table.At(int(origin)).CopyTo(f)
		}
		w.moveFunction(f, w.moves.textOf(w.moves.names[n]))
		f.MoveTo(table.AppendEmpty())
	}
	at := -1
	table.RemoveIf(func(f pprofile.Function) bool {
		if at++; at >= len(m.used) {
			return false
		}
		switch n, stays := m.becomes(at); {
		case stays:
			w.moveFunction(f, w.moves.texts.of(f.NameStrindex()))
		case n >= 0:
			w.moveFunction(f, w.moves.textOf(w.moves.names[n]))
		default:
			return true
		}
		return false
	})
}

// moveFunction gives a function its name and updates its other references.
func (w *writer) moveFunction(f pprofile.Function, name int32) {
	texts := &w.moves.texts
	f.SetNameStrindex(name)
	f.SetSystemNameStrindex(texts.of(f.SystemNameStrindex()))
	f.SetFilenameStrindex(texts.of(f.FilenameStrindex()))
}

func (w *writer) writeLocations() {
	m, table := &w.moves.locations, w.dictionary.LocationTable()
	for n := range w.plan.locations {
		change := &w.plan.locations[n]
		if !m.comesLast(n, change.origin) {
			continue
		}
		entry := pprofile.NewLocation()
		if change.origin >= 0 {
			table.At(int(change.origin)).CopyTo(entry)
		}
		w.changeLocation(entry, change)
		entry.MoveTo(table.AppendEmpty())
	}
	at := -1
	table.RemoveIf(func(entry pprofile.Location) bool {
		if at++; at >= len(m.used) {
			return false
		}
		switch n, stays := m.becomes(at); {
		case stays:
			lines := entry.Lines()
			for i := range lines.Len() {
				lines.At(i).SetFunctionIndex(w.moves.functions.of(lines.At(i).FunctionIndex()))
			}
			w.moveLocation(entry)
		case n >= 0:
			w.changeLocation(entry, &w.plan.locations[n])
		default:
			return true
		}
		return false
	})
}

// changeLocation applies a change to an entry, which is still what the change was made from.
func (w *writer) changeLocation(entry pprofile.Location, change *locationChange) {
	w.changeLines(entry.Lines(), w.plan.linesOf(change), change.origin < 0)
	w.moveLocation(entry)
	if !change.toRust {
		return
	}
	rust := w.moves.rust.index
	if change.origin >= 0 {
		if at := w.tables.locations[change.origin].frameTypeAt; at >= 0 {
			entry.AttributeIndices().SetAt(int(at), rust)
			return
		}
	}
	entry.AttributeIndices().Append(rust)
}

// changeLines removes all other lines, or adds these if the location is invented.
func (w *writer) changeLines(table pprofile.LineSlice, lines []lineChange, isMadeUp bool) {
	functions := &w.moves.functions
	if isMadeUp {
		for _, line := range lines {
			table.AppendEmpty().SetFunctionIndex(functions.ofRef(line.function))
		}
		return
	}
	at, next := int32(-1), 0
	table.RemoveIf(func(line pprofile.Line) bool {
		at++
		if next == len(lines) || lines[next].index != at {
			return true
		}
		line.SetFunctionIndex(functions.ofRef(lines[next].function))
		next++
		return false
	})
}

// moveLocation updates a location's references to anything but functions.
func (w *writer) moveLocation(entry pprofile.Location) {
	entry.SetMappingIndex(w.moves.mappings.of(entry.MappingIndex()))
	w.moveAttributes(entry.AttributeIndices())
}

func (w *writer) moveAttributes(indices pcommon.Int32Slice) {
	if !w.moves.attributes.moved {
		return // this runs for each sample and location, and looking there costs
	}
	for i := range indices.Len() {
		indices.SetAt(i, w.moves.attributes.of(indices.At(i)))
	}
}

func (w *writer) writeStacks() {
	m, table := &w.moves.stacks, w.dictionary.StackTable()
	for n, origin := range w.plan.changed {
		if m.comesLast(n, origin) {
			table.AppendEmpty().LocationIndices().FromRaw(w.moves.newStack(w.plan, n))
		}
	}
	at := -1
	table.RemoveIf(func(stack pprofile.Stack) bool {
		if at++; at >= len(m.used) {
			return false
		}
		switch n, stays := m.becomes(at); {
		case stays:
			w.stack = w.moves.movedStack(w.stacks.of(int32(at)), w.stack)
			stack.LocationIndices().FromRaw(w.stack)
		case n >= 0:
			stack.LocationIndices().FromRaw(w.moves.newStack(w.plan, n))
		default:
			return true
		}
		return false
	})
}

func (w *writer) writeMappings() {
	at := -1
	w.dictionary.MappingTable().RemoveIf(func(m pprofile.Mapping) bool {
		if at++; !w.moves.mappings.used[at] {
			return true
		}
		m.SetFilenameStrindex(w.moves.texts.of(m.FilenameStrindex()))
		w.moveAttributes(m.AttributeIndices())
		return false
	})
}

func (w *writer) writeAttributes() {
	table := w.dictionary.AttributeTable()
	at := -1
	table.RemoveIf(func(a pprofile.KeyValueAndUnit) bool {
		if at++; !w.moves.attributes.used[at] {
			return true
		}
		a.SetKeyStrindex(w.moves.texts.of(a.KeyStrindex()))
		a.SetUnitStrindex(w.moves.texts.of(a.UnitStrindex()))
		return false
	})
	if rust := &w.moves.rust; rust.isNew {
		a := table.AppendEmpty()
		a.SetKeyStrindex(w.moves.textOf(rust.key))
		a.Value().SetStr(frameTypeRust)
	}
}

func (w *writer) writeTexts() {
	table := w.dictionary.StringTable()
	at := -1
	table.RemoveIf(func(string) bool {
		at++
		return !w.moves.texts.used[at]
	})
	table.Append(w.moves.addedTexts...)
}

// writeProfile points samples to the new indices of their stacks. It reports whether any is cleaned.
func (w *writer) writeProfile(user user, stacks *sampleStacks) (anyCleaned bool) {
	texts, profile := &w.moves.texts, user.profile
	for _, valueType := range []pprofile.ValueType{profile.SampleType(), profile.PeriodType()} {
		valueType.SetTypeStrindex(texts.of(valueType.TypeStrindex()))
		valueType.SetUnitStrindex(texts.of(valueType.UnitStrindex()))
	}
	w.moveAttributes(profile.AttributeIndices())
	samples := profile.Samples()
	stacks.open()
	for i := range samples.Len() {
		sample := samples.At(i)
		w.moveAttributes(sample.AttributeIndices())
		at := sample.StackIndex()
		isCleaned := w.plan.cleans(at, user.audience)
		if isCleaned {
			anyCleaned = true
			at = w.moves.cleaned[at]
		} else {
			at = w.moves.stacks.of(at)
		}
		sample.SetStackIndex(at)
		stacks.add(at, isCleaned)
	}
	return anyCleaned
}
