package processor

// Merging of samples that became equal. The specification gives samples the identity {stack, set of attributes,
// link} and three shapes (opentelemetry-proto, profiles.proto, message Sample); how two are combined depends on the
// shape, and samples of different shapes stay apart.

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
)

// shape is how a sample says what was measured.
type shape uint8

const (
	otherShape      shape = iota // what the specification does not describe: stays as it is
	timestampsOnly               // one timestamp an event
	totalOnly                    // one value, without timestamps
	valuesWithTimes              // one value a timestamp
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

// identity is what samples that may be combined have in common; sets of several attributes are told apart by a
// string.
type identity struct {
	stack, link, attribute int32
	shape                  shape
	attributes             string
}

// identify returns the identity of a sample.
func identify(sample pprofile.Sample, buffer []int32) (identity, []int32) {
	id := identity{stack: sample.StackIndex(), link: sample.LinkIndex(), attribute: -1, shape: shapeOf(sample)}
	indices := sample.AttributeIndices()
	switch indices.Len() {
	case 0:
	case 1:
		id.attribute = indices.At(0)
	default:
		buffer = buffer[:0]
		for i := range indices.Len() {
			buffer = append(buffer, indices.At(i))
		}
		slices.Sort(buffer)
		buffer = slices.Compact(buffer)
		var key []byte
		for _, index := range buffer {
			key = binary.LittleEndian.AppendUint32(key, uint32(index))
		}
		id.attributes = string(key)
	}
	return id, buffer
}

// group is samples of one identity.
type group struct {
	first   int
	members []int // beside the first
}

// mergeSamples combines samples of equal identity. It returns how many went into others.
func mergeSamples(samples pprofile.SampleSlice) int {
	groups := make(map[identity]int32, samples.Len())
	var list []group
	var buffer []int32
	for i := range samples.Len() {
		var id identity
		if id, buffer = identify(samples.At(i), buffer); id.shape == otherShape {
			continue
		}
		at, ok := groups[id]
		if !ok {
			groups[id] = int32(len(list))
			list = append(list, group{first: i})
			continue
		}
		list[at].members = append(list[at].members, i)
	}
	gone := make([]bool, samples.Len())
	merged := 0
	for _, g := range list {
		if len(g.members) > 0 && combine(samples, g) {
			merged += len(g.members)
			for _, i := range g.members {
				gone[i] = true
			}
		}
	}
	if merged > 0 {
		at := -1
		samples.RemoveIf(func(pprofile.Sample) bool {
			at++
			return gone[at]
		})
	}
	return merged
}

// combine adds the members of a group to its first. It reports whether it did: a total that is over 64 bits stays in
// parts.
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
