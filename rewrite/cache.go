package rewrite

// nameCache keeps what names say, since the same functions fail again and again. It changes no result, only how
// long one takes.

import (
	"strings"
	"sync"
)

// maxCached bounds the names kept in one half of the cache, and with MaxCachedName the memory: at some 2 KB a
// name it is 16 MB a half.
const (
	maxCached     = 8192
	maxCachedName = 2048 // bytes; longer names are read anew each time
)

// nameCache has two halves: when the young one is full it becomes the old one, and what is still asked for moves
// up again.
type nameCache struct {
	mu         sync.RWMutex
	young, old map[string]*nameFacts
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
	if len(name) > maxCachedName {
		return newNameFacts(name)
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
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.young) >= maxCached {
		c.old, c.young = c.young, make(map[string]*nameFacts, maxCached)
	}
	c.young[name] = facts
}
