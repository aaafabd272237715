package rewrite

// nameCache keeps what names say, since the same functions fail again and again. It changes no result, only how
// long one takes.

import (
	"strings"
	"sync"
)

// maxCacheHalf bounds the memory of one half of the cache, in bytes, as costOf estimates it.
const maxCacheHalf = 16 << 20

// nameCache has two halves: when the young one is full it becomes the old one, and what is still asked for moves
// up again.
type nameCache struct {
	mu         sync.RWMutex
	young, old map[string]*nameFacts
	cost       int // of the young half, in bytes
}

func newNameCache() *nameCache {
	return &nameCache{young: map[string]*nameFacts{}}
}

// facts returns what the name says.
func (c *nameCache) facts(name string) (*nameFacts, error) {
	c.mu.RLock()
	facts, found := c.young[name]
	aged := false
	if !found {
		facts, aged = c.old[name]
	}
	c.mu.RUnlock()
	if found {
		return facts, nil
	}
	name = strings.Clone(name) // the text that it is part of must not stay in memory for its sake
	if !aged {
		var err error
		if facts, err = newNameFacts(name); err != nil {
			return nil, err
		}
	}
	c.put(name, facts)
	return facts, nil
}

func (c *nameCache) put(name string, facts *nameFacts) {
	cost := costOf(name, facts)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cost += cost; c.cost > maxCacheHalf {
		c.old, c.young, c.cost = c.young, make(map[string]*nameFacts, len(c.young)/2), cost
	}
	c.young[name] = facts
}

// costOf estimates the memory that an entry takes: its texts, what is fixed, and what each closure segment adds.
func costOf(name string, facts *nameFacts) int {
	const fixed, closure = 640, 160
	return fixed + len(name) + len(facts.Text) + closure*len(facts.Closures)
}
