package profiles

// Merging samples that became equal. The specification gives samples the identity {stack, set of attributes, link} and
// three shapes (opentelemetry-proto, profiles.proto, message Sample); the shape determines how to merge two, and samples
// of different shapes stay separate.

import (
	"math/bits"
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// shape is how a sample says what was measured.
type shape uint8

const (
	otherShape      shape = iota // not in the specification: stays as it is
	timestampsOnly               // one timestamp per event
	totalOnly                    // one value, without timestamps
	valuesWithTimes              // one value per timestamp
)

func shapeOf(sample pprofile.Sample) shape {
	values, times := sample.Values().Len(), sample.TimestampsUnixNano().Len()
	switch {
	case values == 0 && times > 0:
		return timestampsOnly
	case values == 1 && times == 0:
		return totalOnly
	case values > 0 && values == times:
		return valuesWithTimes
	}
	return otherShape
}

// sampleStacks are the new stacks of the samples of a profile.
type sampleStacks struct {
	index     []int32 // by sample
	isCleaned []bool  // by sample
}

func (s *sampleStacks) open() { s.index, s.isCleaned = s.index[:0], s.isCleaned[:0] }

func (s *sampleStacks) add(index int32, isCleaned bool) {
	s.index, s.isCleaned = append(s.index, index), append(s.isCleaned, isCleaned)
}

// sampleMerger finds samples with the same identity. It reuses its memory.
type sampleMerger struct {
	uses   []int32 // by stack: how many samples of the profile have it; all 0 between profiles
	shared []int32 // the samples that share their stack with others: only these can be equal

	// By index in shared.
	shapes  []shape
	next    []int32 // the next with its identity, 0 if there is none
	last    []int32 // for the first of an identity: the last
	leaders []int32 // the first of each identity that has several

	seen    hashIndex
	removed []bool // by sample
	members []int
	set     []int32
}

// open starts with a table of that many stacks.
func (m *sampleMerger) open(stacks int) { m.uses = zeroed(m.uses, stacks) }

// share finds the samples that share their stack with others.
func (m *sampleMerger) share(stacks []int32) {
	known := func(stack int32) bool { return uint(stack) < uint(len(m.uses)) }
	for _, stack := range stacks {
		if known(stack) {
			m.uses[stack]++
		}
	}
	m.shared = m.shared[:0]
	for i, stack := range stacks {
		if !known(stack) || m.uses[stack] > 1 {
			m.shared = append(m.shared, int32(i))
		}
	}
	for _, stack := range stacks {
		if known(stack) {
			m.uses[stack] = 0
		}
	}
}

// sameIdentity reports whether two of the shared samples may be merged.
func (m *sampleMerger) sameIdentity(samples pprofile.SampleSlice, i, j int) bool {
	a, b := samples.At(int(m.shared[i])), samples.At(int(m.shared[j]))
	return m.shapes[i] == m.shapes[j] && a.StackIndex() == b.StackIndex() && a.LinkIndex() == b.LinkIndex() &&
		sameSet(a.AttributeIndices(), b.AttributeIndices())
}

// sameSet compares attributes as sets: their order has no meaning.
func sameSet(a, b pcommon.Int32Slice) bool {
	if a.Equal(b) {
		return true
	}
	if a.Len() == 1 && b.Len() == 1 {
		return false
	}
	return slices.Equal(setOf(a), setOf(b))
}

func setOf(indices pcommon.Int32Slice) []int32 {
	set := indices.AsRaw()
	slices.Sort(set)
	return slices.Compact(set)
}

// hashIdentity hashes the stack, the link, the shape, and of the attributes only what does not depend on order and
// repetition.
func (m *sampleMerger) hashIdentity(sample pprofile.Sample, shape shape) uint64 {
	hash := mix(mix(seed, uint64(uint32(sample.StackIndex()))|uint64(uint32(sample.LinkIndex()))<<32), uint64(shape))
	attributes := sample.AttributeIndices()
	if attributes.Len() == 1 {
		return mix(hash, uint64(uint32(attributes.At(0))))
	}
	m.set = m.set[:0]
	for i := range attributes.Len() {
		m.set = append(m.set, attributes.At(i))
	}
	slices.Sort(m.set)
	for _, attribute := range slices.Compact(m.set) {
		hash = mix(hash, uint64(uint32(attribute)))
	}
	return hash
}

// merge merges samples with the same identity; stacks are their new stacks. It returns how many were merged into others.
func (m *sampleMerger) merge(samples pprofile.SampleSlice, stacks *sampleStacks) int {
	m.share(stacks.index)
	n := len(m.shared)
	m.seen.reset(n)
	m.shapes, m.next, m.last, m.leaders = zeroed(m.shapes, n), zeroed(m.next, n), zeroed(m.last, n), m.leaders[:0]
	for i, at := range m.shared {
		sample := samples.At(int(at))
		if m.shapes[i] = shapeOf(sample); m.shapes[i] == otherShape {
			continue
		}
		hash := m.hashIdentity(sample, m.shapes[i])
		first, ok := m.seen.find(hash, func(j int32) bool { return m.sameIdentity(samples, int(j), i) })
		if !ok {
			m.seen.add(hash, int32(i))
			m.last[i] = int32(i)
			continue
		}
		if m.last[first] == first {
			m.leaders = append(m.leaders, first)
		}
		m.next[m.last[first]] = int32(i)
		m.last[first] = int32(i)
	}
	return m.combineAll(samples, stacks.isCleaned)
}

// combineAll merges the groups and removes what was merged into others.
func (m *sampleMerger) combineAll(samples pprofile.SampleSlice, isCleaned []bool) int {
	merged := 0
	m.removed = zeroed(m.removed, samples.Len())
	for _, first := range m.leaders {
		m.members = m.members[:0]
		for i := m.next[first]; i != 0; i = m.next[i] {
			m.members = append(m.members, int(m.shared[i]))
		}
		g := group{int(m.shared[first]), m.members}
		if !g.hasCleaned(isCleaned) || !combine(samples, g) {
			continue
		}
		merged += len(m.members)
		for _, at := range m.members {
			m.removed[at] = true
		}
	}
	if merged > 0 {
		at := -1
		samples.RemoveIf(func(pprofile.Sample) bool {
			at++
			return m.removed[at]
		})
	}
	return merged
}

// group is samples of one identity.
type group struct {
	first   int
	members []int // besides the first
}

// hasCleaned reports whether cleaning made the samples of a group equal. Samples that were equal before stay as they
// came.
func (g *group) hasCleaned(isCleaned []bool) bool {
	return isCleaned[g.first] || slices.ContainsFunc(g.members, func(i int) bool { return isCleaned[i] })
}

// combine adds the members of a group to its first. It reports whether it did: if a total exceeds 64 bits, the samples
// stay separate.
func combine(samples pprofile.SampleSlice, g group) bool {
	into := samples.At(g.first)
	if shapeOf(into) == totalOnly {
		sum, ok := total(samples, g)
		if ok {
			into.Values().SetAt(0, sum)
		}
		return ok
	}
	values, times := into.Values(), into.TimestampsUnixNano()
	moreValues, moreTimes := 0, 0
	for _, i := range g.members {
		moreValues += samples.At(i).Values().Len()
		moreTimes += samples.At(i).TimestampsUnixNano().Len()
	}
	values.EnsureCapacity(values.Len() + moreValues)
	times.EnsureCapacity(times.Len() + moreTimes)
	for _, i := range g.members {
		appendAll(values, samples.At(i).Values())
		from := samples.At(i).TimestampsUnixNano()
		for j := range from.Len() {
			times.Append(from.At(j))
		}
	}
	return true
}

func appendAll(into, from pcommon.Int64Slice) {
	for j := range from.Len() {
		into.Append(from.At(j))
	}
}

// total returns the sum of the values of a group, in 128 bits so that the order does not matter, and whether it fits.
func total(samples pprofile.SampleSlice, g group) (int64, bool) {
	high, low := int64(0), uint64(0)
	for j := -1; j < len(g.members); j++ {
		at := g.first
		if j >= 0 {
			at = g.members[j]
		}
		value := samples.At(at).Values().At(0)
		var carry uint64
		low, carry = bits.Add64(low, uint64(value), 0)
		high += value>>63 + int64(carry)
	}
	sum := int64(low)
	return sum, high == sum>>63
}
