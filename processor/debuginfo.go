package processor

// What debug information knows of the programs that data comes from.

import (
	"sync/atomic"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// DebugInfo chooses what is known. It is asked once a resource and once a batch of profiles, and never waits; nil is
// nothing. As long as nothing else is known it returns the same Oracle.
type DebugInfo interface {
	// Changes returns how often what is known has changed. Oracles of before are not returned any more.
	Changes() uint64
	// OfService returns what is known of the programs of a service; name and version are "" where they are not given.
	OfService(name, version string) coroutine.Oracle
	// OfBuilds returns what is known of programs by their build ids, of which one may come several times.
	OfBuilds(ids []string) coroutine.Oracle
}

// Attributes by which programs are told apart: of resources, and of the mappings of profiles
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/process/).
const (
	serviceName    = "service.name"
	serviceVersion = "service.version"
	buildIDKey     = "process.executable.build_id.gnu"
)

// informed are Rewriters, or Engines, by the oracle that they know what it does. They remember texts, or the stacks of
// profiles, so those of before are kept, the last first, as long as nothing else is known.
type informed[T any] struct {
	with func(coroutine.Oracle) T
	most int
	kept atomic.Pointer[knowing[T]]
}

type knowing[T any] struct {
	changes uint64
	list    []knows[T]
}

type knows[T any] struct {
	oracle coroutine.Oracle
	value  T
}

// Limits of what is kept: one for each service that an index was made for, and one for each set of programs that are
// profiled together. Those for texts share what they remember; one for profiles remembers stacks of its own, for which
// package rules has a limit.
const (
	maxInformedOfTexts    = 256
	maxInformedOfProfiles = 8
)

// of returns the one that knows what the oracle does.
func (n *informed[T]) of(oracle coroutine.Oracle, changes uint64) T {
	kept := knowing[T]{changes: changes}
	if last := n.kept.Load(); last != nil && last.changes == kept.changes {
		kept.list = last.list
	}
	for _, k := range kept.list {
		if k.oracle == oracle {
			return k.value
		}
	}
	next := knows[T]{oracle, n.with(oracle)}
	kept.list = append([]knows[T]{next}, kept.list[:min(len(kept.list), n.most-1)]...)
	n.kept.Store(&kept) // another goroutine may have stored one meanwhile: it is made again
	return next.value
}

// rewriterFor returns the Rewriter for the texts of a resource.
func (p *Processor) rewriterFor(resource pcommon.Resource) *rewrite.Rewriter {
	d := p.options.DebugInfo
	if d == nil {
		return p.rewriter
	}
	oracle := d.OfService(textOf(resource, serviceName), textOf(resource, serviceVersion))
	if oracle == nil {
		return p.rewriter
	}
	return p.informedTexts.of(oracle, d.Changes())
}

// engineFor returns the Engine for a batch of profiles: a dictionary is that of all programs in it.
func (p *Processor) engineFor(t *tables) *rules.Engine {
	d := p.options.DebugInfo
	if d == nil {
		return p.engine
	}
	oracle := d.OfBuilds(t.buildIDs())
	if oracle == nil {
		return p.engine
	}
	return p.informedProfiles.of(oracle, d.Changes())
}

func textOf(resource pcommon.Resource, key string) string {
	if value, ok := resource.Attributes().Get(key); ok {
		return value.AsString()
	}
	return ""
}

// buildIDs returns the build ids of the mappings; one may come several times.
func (t *tables) buildIDs() []string {
	var ids []string
	for i := range t.mappings.Len() {
		if id := t.buildIDOf(i); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// buildIDOf returns the build id of a mapping, "" where it has none.
func (t *tables) buildIDOf(mapping int) string {
	attributes := t.mappings.At(mapping).AttributeIndices()
	for i := range attributes.Len() {
		index := attributes.At(i)
		if index <= 0 || int(index) >= t.attributes.Len() {
			continue
		}
		a := t.attributes.At(int(index))
		if t.text(a.KeyStrindex()) == buildIDKey && a.Value().Type() == pcommon.ValueTypeStr {
			return a.Value().Str()
		}
	}
	return ""
}
