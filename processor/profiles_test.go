package processor

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	otlp "go.opentelemetry.io/proto/otlp/profiles/v1development"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// profileRules are the defaults for profiles.
func profileRules() rules.Options {
	return rules.Options{
		Remove:            rules.Set(rules.Generator, rules.Adapter, rules.Combinator, rules.Server, rules.Runtime),
		AroundApplication: true,
		MinGrade:          coroutine.Inferred,
	}
}

func newProfileProcessor(t testing.TB, change func(*Options)) *Processor {
	t.Helper()
	options := Options{Languages: []string{"rust"}, Profiles: ProfileOptions{Options: profiles.Options{Rules: profileRules()}}}
	if change != nil {
		change(&options)
	}
	p, err := New(componenttest.NewNopTelemetrySettings(), Profiles, options)
	require.NoError(t, err)
	return p
}

func cleanProfiles(t testing.TB, p *Processor, raw []byte) []byte {
	t.Helper()
	pd, err := p.Profiles(context.Background(), profiletest.Unmarshal(t, raw))
	require.NoError(t, err)
	return profiletest.Marshal(t, pd)
}

func TestRealProfiles(t *testing.T) {
	for name, raw := range profiletest.Real(t, "../testdata/profiles") {
		t.Run(name, func(t *testing.T) {
			p := newProfileProcessor(t, nil)
			cleaned := cleanProfiles(t, p, raw)
			t.Logf("%d bytes became %d: %.3f", len(raw), len(cleaned), float64(len(cleaned))/float64(len(raw)))
			assert.Equal(t, cleaned, cleanProfiles(t, p, cleaned), "cleaned twice")
			before, after := decodeProfiles(t, raw), decodeProfiles(t, cleaned)
			assert.Subset(t, profiletest.Problems(before), profiletest.Problems(after))
			assert.Empty(t, profiletest.Orphans(after))
			compareProfiles(t, profiletest.Read(before), profiletest.Read(after))
		})
	}
}

// The batches that a processor has seen before do not change any result.
func TestEarlierBatchesChangeNoResult(t *testing.T) {
	used := newProfileProcessor(t, nil)
	for _, every := range []int{1, 3, 2} {
		for name, raw := range profiletest.Real(t, "../testdata/profiles") {
			part := profiletest.FewSamples(t, raw, every, true)
			assert.True(t, bytes.Equal(cleanProfiles(t, newProfileProcessor(t, nil), part), cleanProfiles(t, used, part)),
				"every sample of %d of %s", every, name)
		}
	}
}

// profileOptions sets one option at a time.
var profileOptions = map[string]func(*ProfileOptions){
	"collapse recursion": func(o *ProfileOptions) { o.CollapseRecursion = true },
	"keep runtime root":  func(o *ProfileOptions) { o.KeepRuntimeRoot = true },
	"elide generics":     func(o *ProfileOptions) { o.Rules.ElideGenerics = true },
	"remove std":         func(o *ProfileOptions) { o.Rules.Remove |= rules.Set(rules.Std) },
	"remove panic":       func(o *ProfileOptions) { o.Rules.Remove |= rules.Set(rules.Panic) },
	"no labels":          func(o *ProfileOptions) { o.Rules.LabelStyle = rules.LabelNone },
}

func TestRealProfilesWithOptions(t *testing.T) {
	for option, set := range profileOptions {
		p := newProfileProcessor(t, func(o *Options) { set(&o.Profiles) })
		for name, raw := range profiletest.Real(t, "../testdata/profiles") {
			t.Run(option+"/"+name, func(t *testing.T) {
				cleaned := cleanProfiles(t, p, raw)
				assert.True(t, bytes.Equal(cleaned, cleanProfiles(t, p, cleaned)), "cleaning a second time changes something")
				before, after := decodeProfiles(t, raw), decodeProfiles(t, cleaned)
				assert.Subset(t, profiletest.Problems(before), profiletest.Problems(after))
				assert.Empty(t, profiletest.Orphans(after))
				assert.Equal(t, profiletest.Totals(profiletest.Read(before)), profiletest.Totals(profiletest.Read(after)))
			})
		}
	}
}

func decodeProfiles(t testing.TB, raw []byte) *otlp.ProfilesData {
	t.Helper()
	data, err := profiletest.Decode(raw)
	require.NoError(t, err)
	return data
}

// compareProfiles checks what cleaning did to the program shopd: which lines may be removed, and which must be.
func compareProfiles(t *testing.T, before, after []profiletest.Sample) {
	t.Helper()
	assert.Equal(t, profiletest.Totals(before), profiletest.Totals(after))
	was, is := tallyOf(before), tallyOf(after)
	assert.Equal(t, was.application, is.application, "lines of the application")
	assert.Zero(t, is.betweenBodies, "generator and adapter lines around their closure")
	removed := 1 - float64(is.around)/float64(max(was.around, 1))
	t.Logf("lines around the application: %d of %d removed, %.4f; around their closure: %d", was.around-is.around, was.around, removed, was.betweenBodies)
	if was.around > 0 {
		assert.GreaterOrEqual(t, removed, 0.97)
	}
}

// lineTally counts lines by names alone, weighted by how often they were sampled.
type lineTally struct {
	application   map[rustname.Key]int // application lines, by function
	around        int                  // lines of runtimes, combinators and threads, outside the innermost application line
	betweenBodies int                  // lines of generators and adapters whose inner neighbor is a closure
}

var (
	shopdName  = regexp.MustCompile(`^(<&?)?shopd::`)
	aroundName = regexp.MustCompile(`^<?(tokio|futures_util|futures_core|futures_executor|hyper|tower|mio|tracing)::|` +
		`^<F as futures_core::|^std::(thread|panic|panicking|rt|sys::unix::thread|sys_common::backtrace|sys::backtrace|sys::thread)::|` +
		`^<core::(pin::Pin|future::)|^core::ops::function::|^__rust_|^start_thread$|^clone3$|^__libc_start|^main$`)
	betweenName = regexp.MustCompile(`GenFuture<.*> as core::future::future::Future>::poll$|^<core::pin::Pin<.*> as core::future::future::Future>::poll$|^core::ops::function::Fn(Once|Mut)?::call`)
)

func tallyOf(samples []profiletest.Sample) lineTally {
	tally := lineTally{application: map[rustname.Key]int{}}
	names := map[string]*rustname.Name{}
	for _, sample := range samples {
		weight := max(len(sample.Times), 1)
		inside, closure := true, false
		for _, line := range sample.Lines {
			name := names[line.Name]
			if name == nil {
				name, _ = rustname.Read(line.Name)
				names[line.Name] = name
			}
			switch {
			case shopdName.MatchString(name.Text):
				tally.application[name.Key()] += weight
				inside = false
			case strings.Contains(name.Text, "GenFuture<T>") && !closure: // what is left of an async body
			case !inside && aroundName.MatchString(name.Text):
				tally.around += weight
			}
			if closure && betweenName.MatchString(name.Text) {
				tally.betweenBodies += weight
			}
			closure = strings.HasSuffix(name.Text, "}")
		}
	}
	return tally
}
