package profilefile

// OTLP: a message ProfilesData, or the ExportProfilesServiceRequest that is written alike
// (opentelemetry-proto, profiles.proto).
//
//	ProfilesData = { 1: ResourceProfiles | 2: ProfilesDictionary } .

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"slices"

	"go.opentelemetry.io/collector/pdata/pprofile"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// otlp is a profile of OTLP.
type otlp struct {
	pd       pprofile.Profiles
	marshal  func(pprofile.Profiles) ([]byte, error)
	profiles []otlpProfile
	known    []ValueType
}

// otlpProfile is a profile of the message.
type otlpProfile struct {
	pprofile.Profile
	resource int
	measured int // in otlp.known
}

func readOTLP(data []byte) (content, error) {
	if fields := topLevel(data); fields == 0 || fields&^(1<<1|1<<2) != 0 {
		return nil, ErrNotProfile
	}
	pd, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles(data)
	if err != nil {
		return nil, err
	}
	return newOTLP(pd, (&pprofile.ProtoMarshaler{}).MarshalProfiles), nil
}

// readOTLPJSON reads an object with the key resourceProfiles. One that is cut off or another's is no profile.
func readOTLPJSON(data []byte) (content, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) || !bytes.Contains(data, []byte(`"resourceProfiles"`)) {
		return nil, ErrNotProfile
	}
	if !json.Valid(data) {
		return nil, ErrNotProfile // what follows the first value would be lost
	}
	pd, err := (&pprofile.JSONUnmarshaler{}).UnmarshalProfiles(data)
	if err != nil || pd.ResourceProfiles().Len() == 0 {
		return nil, ErrNotProfile
	}
	end := data[len(bytes.TrimRight(data, " \t\r\n")):]
	return newOTLP(pd, func(pd pprofile.Profiles) ([]byte, error) {
		text, err := (&pprofile.JSONMarshaler{}).MarshalProfiles(pd)
		return append(text, end...), err
	}), nil
}

// Split returns the messages of a file that holds several in JSON, one a line, as the Collector's file exporter writes
// them; what is something else in one piece.
func Split(data []byte) [][]byte {
	if !bytes.HasPrefix(data, []byte("{")) {
		return [][]byte{data}
	}
	lines := slices.Collect(bytes.Lines(data))
	for _, line := range lines {
		if !bytes.Contains(line, []byte(`"resourceProfiles"`)) || !json.Valid(line) {
			return [][]byte{data}
		}
	}
	return lines
}

// topLevel returns the set of the numbers of the fields of a message all of whose fields are messages, texts or
// numbers; 0 where the data is no such message. A number over 31 is as good as 31.
func topLevel(data []byte) (fields uint32) {
	for len(data) > 0 {
		number, kind, n := protowire.ConsumeTag(data)
		if n < 0 || kind != protowire.BytesType && kind != protowire.VarintType {
			return 0
		}
		value := protowire.ConsumeFieldValue(number, kind, data[n:])
		if value < 0 {
			return 0
		}
		data = data[n+value:]
		fields |= 1 << min(number, 31)
	}
	return fields
}

func newOTLP(pd pprofile.Profiles, marshal func(pprofile.Profiles) ([]byte, error)) *otlp {
	o := &otlp{pd: pd, marshal: marshal}
	seen := map[ValueType]int{}
	for i, resource := range pd.ResourceProfiles().All() {
		for _, scope := range resource.ScopeProfiles().All() {
			for _, p := range scope.Profiles().All() {
				t := typeOf(pd.Dictionary(), p)
				if _, known := seen[t]; !known {
					seen[t] = len(o.known)
					o.known = append(o.known, t)
				}
				o.profiles = append(o.profiles, otlpProfile{p, i, seen[t]})
			}
		}
	}
	if len(o.known) == 0 {
		o.known = []ValueType{{"samples", "count"}}
	}
	return o
}

func typeOf(d pprofile.ProfilesDictionary, p pprofile.Profile) ValueType {
	t := ValueType{text(d, p.SampleType().TypeStrindex()), text(d, p.SampleType().UnitStrindex())}
	if t.Type == "" {
		t.Type = "samples"
	}
	return t
}

// text returns a string of a dictionary, "" where there is none.
func text(d pprofile.ProfilesDictionary, index int32) string {
	if index <= 0 || int(index) >= d.StringTable().Len() {
		return ""
	}
	return d.StringTable().At(int(index))
}

func (o *otlp) Types() []ValueType                           { return o.known }
func (o *otlp) DefaultType() int                             { return 0 }
func (o *otlp) tables() *profiles.Tables                     { return profiles.ReadTables(o.pd.Dictionary()) }
func (o *otlp) users(p *processor.Processor) *profiles.Users { return p.UsersOf(o.pd) }

func (o *otlp) clean(p *processor.Processor) ([]byte, error) {
	before, err := o.marshal(copyOf(o.pd))
	if err != nil {
		return nil, err
	}
	cleaned, err := p.Profiles(context.Background(), copyOf(o.pd))
	if err != nil {
		return nil, err
	}
	after, err := o.marshal(cleaned)
	if bytes.Equal(before, after) {
		return nil, err
	}
	return after, err
}

// copyOf returns a copy: both marshalling and cleaning change what they are given.
func copyOf(pd pprofile.Profiles) pprofile.Profiles {
	same := pprofile.NewProfiles()
	pd.CopyTo(same)
	return same
}

func (o *otlp) samples(p *processor.Processor) iter.Seq2[use, []int64] {
	return func(yield func(use, []int64) bool) {
		for _, profile := range o.profiles {
			u, values := use{resource: profile.resource}, make([]int64, len(o.known))
			if p != nil {
				u.audience = p.AudienceOf(o.pd.ResourceProfiles().At(profile.resource).Resource())
			}
			for _, sample := range profile.Samples().All() {
				u.stack, values[profile.measured] = sample.StackIndex(), weightOf(sample)
				if !yield(u, values) {
					return
				}
			}
		}
	}
}

// weightOf returns the sum of the values of a sample, or the number of its timestamps where it has none.
func weightOf(s pprofile.Sample) int64 {
	if s.Values().Len() == 0 {
		return int64(s.TimestampsUnixNano().Len())
	}
	weight := int64(0)
	for _, value := range s.Values().All() {
		weight += value
	}
	return weight
}
