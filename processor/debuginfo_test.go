package processor

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// ofEachService has a different oracle, which knows nothing, for each service and each set of builds.
type ofEachService struct {
	changes uint64
	known   map[string]*nothing
}

type nothing struct{ _ byte } // not empty, so that no two have one address

func (*nothing) Kinds(*coroutine.Name, coroutine.Place, []coroutine.Kind) {}

func (d *ofEachService) Changes() uint64 { return d.changes }

func (d *ofEachService) OfService(name, _ string) coroutine.Oracle {
	if d.known[name] == nil {
		d.known[name] = new(nothing)
	}
	return d.known[name]
}

func (d *ofEachService) OfBuilds(ids []string) coroutine.Oracle {
	return d.OfService(fmt.Sprint(ids), "")
}

// TestRewritersAreKept: where many services send to one Collector, each has one Rewriter until its debug information
// changes.
func TestRewritersAreKept(t *testing.T) {
	known := &ofEachService{known: map[string]*nothing{}}
	p, err := NewSilent(Logs, Options{DebugInfo: known, Rewrite: rewrite.Options{}})
	require.NoError(t, err)
	rewriters := func() (all []*rewrite.Rewriter) {
		for i := range maxRewriters {
			all = append(all, p.rewriters.of(known.OfService(fmt.Sprint(i), ""), known.Changes()))
		}
		return all
	}
	first := rewriters()
	for i, again := range rewriters() {
		assert.Same(t, first[i], again)
	}
	p.rewriters.of(known.OfService("one more", ""), known.Changes())
	assert.Len(t, p.rewriters.kept.Load().list, maxRewriters)
	known.changes++
	p.rewriters.of(known.OfService("one more", ""), known.Changes())
	assert.Len(t, p.rewriters.kept.Load().list, 1, "rewriters of old debug information are dropped")
}

// TestManyBuildIDs sends a batch with many mappings, each of another program: all ids are looked up at once, and none is
// compared with the others.
func TestManyBuildIDs(t *testing.T) {
	const mappings = 100_000
	known := &ofEachService{known: map[string]*nothing{}}
	p := newProfileProcessor(t, func(o *Options) { o.DebugInfo = known })
	pd := profiletest.New([]string{"shop::pay::{{closure}}", "<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll"})
	d := pd.Dictionary()
	key := int32(d.StringTable().Len())
	d.StringTable().Append("process.executable.build_id.gnu")
	var want []string
	for i := range mappings {
		want = append(want, fmt.Sprintf("%040x", i/2)) // a program has several mappings
		id := d.AttributeTable().AppendEmpty()
		id.SetKeyStrindex(key)
		id.Value().SetStr(want[i])
		d.MappingTable().AppendEmpty().AttributeIndices().Append(int32(d.AttributeTable().Len() - 1))
	}
	_, err := p.Profiles(t.Context(), pd)
	require.NoError(t, err)
	assert.NotNil(t, known.known[fmt.Sprint(want)], "one look-up has all ids")
}
