package profilefile

// Writing of other formats as OTLP, in such a way that they can be written back. What OTLP has no place for is an
// attribute. A sample of another format becomes one that has its number as a timestamp: the numbers of samples that
// are merged come together in the one that is left.

import (
	"encoding/binary"
	"math"

	"go.opentelemetry.io/collector/pdata/pprofile"
)

// translation is a profile in the making.
type translation struct {
	pd         pprofile.Profiles
	dictionary pprofile.ProfilesDictionary
	samples    pprofile.SampleSlice
	strings    map[string]int32
	attributes map[attribute]int32
	stacks     map[string]int32
}

// attribute is one of ours. Numbers stand for what the file that is translated has.
type attribute struct {
	key    string
	number int
	text   string
}

// newTranslation starts with the zero values that the specification asks for at index 0.
func newTranslation() *translation {
	pd := pprofile.NewProfiles()
	t := &translation{
		pd: pd, dictionary: pd.Dictionary(),
		samples:    pd.ResourceProfiles().AppendEmpty().ScopeProfiles().AppendEmpty().Profiles().AppendEmpty().Samples(),
		strings:    map[string]int32{"": 0},
		attributes: map[attribute]int32{},
		stacks:     map[string]int32{"": 0},
	}
	d := t.dictionary
	d.StringTable().Append("")
	d.MappingTable().AppendEmpty()
	d.LocationTable().AppendEmpty()
	d.FunctionTable().AppendEmpty()
	d.LinkTable().AppendEmpty()
	d.AttributeTable().AppendEmpty()
	d.StackTable().AppendEmpty()
	return t
}

func (t *translation) text(s string) int32 {
	at, ok := t.strings[s]
	if !ok {
		at = int32(t.dictionary.StringTable().Len())
		t.dictionary.StringTable().Append(s)
		t.strings[s] = at
	}
	return at
}

// attribute returns the index of an attribute.
func (t *translation) attribute(a attribute) int32 {
	at, ok := t.attributes[a]
	if !ok {
		at = int32(t.dictionary.AttributeTable().Len())
		entry := t.dictionary.AttributeTable().AppendEmpty()
		entry.SetKeyStrindex(t.text(a.key))
		if a.text != "" {
			entry.Value().SetStr(a.text)
		} else {
			entry.Value().SetInt(int64(a.number))
		}
		t.attributes[a] = at
	}
	return at
}

// function adds a function.
func (t *translation) function(name, symbol, file string, line int64) int32 {
	f := t.dictionary.FunctionTable().AppendEmpty()
	f.SetNameStrindex(t.text(name))
	f.SetSystemNameStrindex(t.text(symbol))
	f.SetFilenameStrindex(t.text(file))
	f.SetStartLine(line)
	return int32(t.dictionary.FunctionTable().Len() - 1)
}

// sample adds the sample of that number. Locations are innermost first.
func (t *translation) sample(number int, locations []int32, attributes ...int32) {
	var key []byte
	for _, location := range locations {
		key = binary.LittleEndian.AppendUint32(key, uint32(location))
	}
	stack, ok := t.stacks[string(key)]
	if !ok {
		stack = int32(t.dictionary.StackTable().Len())
		t.dictionary.StackTable().AppendEmpty().LocationIndices().FromRaw(locations)
		t.stacks[string(key)] = stack
	}
	s := t.samples.AppendEmpty()
	s.SetStackIndex(stack)
	s.AttributeIndices().FromRaw(attributes)
	s.TimestampsUnixNano().Append(uint64(number))
}

// numbers returns the numbers of the samples that went into one, and its locations.
func numbers(pd pprofile.Profiles, each func(numbers []uint64, stack int32) error) error {
	for _, sample := range samplesOf(pd).All() {
		if err := each(sample.TimestampsUnixNano().AsRaw(), sample.StackIndex()); err != nil {
			return err
		}
	}
	return nil
}

// samplesOf returns the samples of a profile that was translated.
func samplesOf(pd pprofile.Profiles) pprofile.SampleSlice {
	return pd.ResourceProfiles().At(0).ScopeProfiles().At(0).Profiles().At(0).Samples()
}

// number returns the number that a location's attribute of that key has. It is not ok where there is none.
func number(d pprofile.ProfilesDictionary, location pprofile.Location, key string) (int, bool) {
	for _, index := range location.AttributeIndices().All() {
		a := d.AttributeTable().At(int(index))
		if text(d, a.KeyStrindex()) == key {
			return int(a.Value().Int()), true
		}
	}
	return 0, false
}

// addTo adds values to those of a sum. It is not ok, and nothing is added, where that is over 64 bits.
func addTo(sum, values []int64) bool {
	for i, value := range values {
		if value > 0 && sum[i] > math.MaxInt64-value || value < 0 && sum[i] < math.MinInt64-value {
			return false
		}
	}
	for i, value := range values {
		sum[i] += value
	}
	return true
}
