package debuginfo

// Which indexes are asked about which data.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
)

// OfService returns what is known of the programs of a service, nil if nothing is. Name and version are the attributes of
// the resource, "" if it has none.
func (s *Store) OfService(name, version string) coroutine.Oracle {
	current := s.current.Load()
	if len(current.indexes) == 0 {
		return nil
	}
	return current.oracle(s.options.Match.ofService(current.indexes, name, version))
}

// Changes returns how often what is known has changed.
func (s *Store) Changes() uint64 { return s.current.Load().changes }

// OfBuilds returns what is known of the programs with these build ids, or if none of them is known, what is known of
// programs in general. There may be as many ids as a batch of profiles has room for.
func (s *Store) OfBuilds(buildIDs []string) coroutine.Oracle {
	current := s.current.Load()
	if len(current.indexes) == 0 {
		return nil
	}
	return current.oracle(s.options.Match.ofBuilds(current, buildIDs))
}

// choice is a set of indexes: a byte for each, 1 if it is in the set.
type choice string

func chosen(indexes []*Index, wanted func(*Index) bool) choice {
	set := make([]byte, len(indexes))
	for i, x := range indexes {
		if wanted(x) {
			set[i] = 1
		}
	}
	return choice(set)
}

func (c choice) empty() bool { return strings.IndexByte(string(c), 1) < 0 }

func (m Match) ofService(indexes []*Index, name, version string) choice {
	if m == MatchSymbol {
		return chosen(indexes, func(*Index) bool { return true })
	}
	if name != "" {
		own := chosen(indexes, func(x *Index) bool {
			return x.Service == name && (x.Version == "" || version == "" || x.Version == version)
		})
		if !own.empty() {
			return own
		}
	}
	return chosen(indexes, func(x *Index) bool { return m == MatchAuto && x.Service == "" })
}

func (m Match) ofBuilds(known *snapshot, buildIDs []string) choice {
	own := make([]byte, len(known.indexes))
	for _, id := range buildIDs {
		for _, i := range known.builds[id] {
			own[i] = 1
		}
	}
	if m == MatchSymbol || choice(own).empty() && m == MatchAuto {
		return chosen(known.indexes, func(*Index) bool { return true })
	}
	return choice(own)
}

// maxOracles bounds the oracles that are kept. A Collector has one for each service that an index was made for, and one
// for each set of programs that are profiled together.
const maxOracles = 256

// oracle returns the oracle of a choice.
func (n *snapshot) oracle(c choice) coroutine.Oracle {
	if c.empty() {
		return nil
	}
	if o, ok := n.oracles.Load(c); ok {
		return o.(*Oracle)
	}
	var own []*Index
	for i, in := range []byte(c) {
		if in == 1 {
			own = append(own, n.indexes[i])
		}
	}
	if n.count.Add(1) > maxOracles {
		n.count.Store(0)
		n.oracles.Clear()
	}
	o, _ := n.oracles.LoadOrStore(c, NewOracle(own, n.macros))
	return o.(*Oracle)
}
