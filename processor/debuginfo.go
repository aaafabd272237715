package processor

// What debug information tells about the programs that data comes from.

import (
	"sync/atomic"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// DebugInfo chooses the Oracle for some data. The processor asks once per resource and once per batch of profiles;
// answers come at once, and nil means no debug information. Until Changes grows, the same question gets the same Oracle.
type DebugInfo interface {
	// Changes returns how often the loaded debug information has changed. Oracles from before a change are not returned
	// any more.
	Changes() uint64
	// OfService returns the oracle for the programs of a service; name and version are "" where they are not given.
	OfService(name, version string) coroutine.Oracle
	// OfBuilds returns the oracle for the programs with these build ids, which may repeat.
	OfBuilds(ids []string) coroutine.Oracle
}

// The resource attributes that identify a program
// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/process/).
const (
	serviceName    = "service.name"
	serviceVersion = "service.version"
)

// byOracle caches the Rewriters, or the Cleaners of profiles, that use each oracle. They are worth keeping, because they
// remember texts or stacks; the latest comes first, and all go when the loaded debug information changes.
type byOracle[T any] struct {
	create func(coroutine.Oracle) T
	limit  int
	kept   atomic.Pointer[oracleUsers[T]]
}

type oracleUsers[T any] struct {
	changes uint64
	list    []oracleUser[T]
}

type oracleUser[T any] struct {
	oracle coroutine.Oracle
	value  T
}

// Limits of these caches: one Rewriter for each service that has an index, and one Cleaner for each set of programs that
// are profiled together. Rewriters share a cache of texts; each Cleaner has a cache of stacks, which package stackset
// limits.
const (
	maxRewriters = 256
	maxCleaners  = 8
)

// of returns the one that uses the oracle, and creates it if need be.
func (c *byOracle[T]) of(oracle coroutine.Oracle, changes uint64) T {
	kept := oracleUsers[T]{changes: changes}
	if last := c.kept.Load(); last != nil && last.changes == kept.changes {
		kept.list = last.list
	}
	for _, k := range kept.list {
		if k.oracle == oracle {
			return k.value
		}
	}
	next := oracleUser[T]{oracle, c.create(oracle)}
	kept.list = append([]oracleUser[T]{next}, kept.list[:min(len(kept.list), c.limit-1)]...)
	c.kept.Store(&kept) // what another goroutine stored meanwhile is lost, and created again
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
	return p.rewriters.of(oracle, d.Changes())
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
	return p.cleaners.of(oracle, d.Changes())
}

func textOf(resource pcommon.Resource, key string) string {
	if value, ok := resource.Attributes().Get(key); ok {
		return value.AsString()
	}
	return ""
}
