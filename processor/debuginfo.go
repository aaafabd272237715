package processor

// What debug information knows of the programs that data comes from.

import (
	"sync/atomic"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
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

// Attributes of resources by which programs are told apart
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/process/).
const (
	serviceName    = "service.name"
	serviceVersion = "service.version"
)

// informed are Rewriters, or Cleaners of profiles, by the oracle that they know what it does. They remember texts, or the stacks of
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
// package stackset has a limit.
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

// profileCleanerFor returns what cleans profiles of programs by their build ids.
func (p *Processor) profileCleanerFor(buildIDs func() []string) *profiles.Cleaner {
	d := p.options.DebugInfo
	if d == nil {
		return p.profiles
	}
	oracle := d.OfBuilds(buildIDs())
	if oracle == nil {
		return p.profiles
	}
	return p.informedProfiles.of(oracle, d.Changes())
}

func textOf(resource pcommon.Resource, key string) string {
	if value, ok := resource.Attributes().Get(key); ok {
		return value.AsString()
	}
	return ""
}
