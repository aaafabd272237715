package processor

// What debug information knows of the programs that data comes from.

import (
	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
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

// informed is a Rewriter with what it knows.
type informed struct {
	oracle   coroutine.Oracle
	rewriter *rewrite.Rewriter
}

// allInformed are the Rewriters that are kept, the last first, as long as nothing else is known.
type allInformed struct {
	changes uint64
	list    []informed
}

// Limits of the Rewriters that are kept: one for each service that an index was made for, and one for each set of programs
// that are profiled together. Those for texts share what they remember; one for profiles remembers stacks of its own, for
// which package rewrite has a limit.
const (
	maxInformedOfTexts    = 256
	maxInformedOfProfiles = 8
)

// rewriterFor returns the Rewriter for the texts of a resource.
func (p *Processor) rewriterFor(resource pcommon.Resource) *rewrite.Rewriter {
	d := p.options.DebugInfo
	if d == nil {
		return p.rewriter
	}
	return p.informed(d.OfService(textOf(resource, serviceName), textOf(resource, serviceVersion)), maxInformedOfTexts)
}

// rewriterForProfiles returns the Rewriter for a batch of profiles: a dictionary is that of all programs in it.
func (p *Processor) rewriterForProfiles(t *tables) *rewrite.Rewriter {
	if p.options.DebugInfo == nil {
		return p.rewriter
	}
	return p.informed(p.options.DebugInfo.OfBuilds(t.buildIDs()), maxInformedOfProfiles)
}

// informed returns the Rewriter that knows what the oracle does: the one of before where there was one, since that
// remembers texts and the stacks of profiles. At most so many are kept.
func (p *Processor) informed(oracle coroutine.Oracle, most int) *rewrite.Rewriter {
	if oracle == nil {
		return p.rewriter
	}
	kept := allInformed{changes: p.options.DebugInfo.Changes()}
	if last := p.kept.Load(); last != nil && last.changes == kept.changes {
		kept.list = last.list
	}
	for _, k := range kept.list {
		if k.oracle == oracle {
			return k.rewriter
		}
	}
	next := informed{oracle, p.rewriter.With(oracle)}
	kept.list = append([]informed{next}, kept.list[:min(len(kept.list), most-1)]...)
	p.kept.Store(&kept) // another goroutine may have stored one meanwhile: it is made again
	return next.rewriter
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
