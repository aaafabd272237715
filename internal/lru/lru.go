// Package lru keeps what is asked for again and again, within a bound in bytes.
//
// In go a Key, a value and what the value costs in bytes; out comes the value, as long as there was room. What was not asked
// for is forgotten. Start at New. Caches change no result, only how long one takes.
package lru

import (
	"hash/maphash"
	"sync"
	"sync/atomic"
)

// Key stands for a text: two hashes of 64 bits under seeds of this process, which practically never agree for different
// texts, so that these need not be kept, nor brought from memory to be compared.
type Key [2]uint64

var seeds = [...]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// KeyOf returns the key of a text.
func KeyOf(text string) Key {
	return Key{maphash.String(seeds[0], text), maphash.String(seeds[1], text)}
}

// Overhead is what an entry takes beside its value, in bytes: two words, a key of two, and a place in the lists.
const Overhead = 64

// Cache has two halves: when the young one is full it becomes the old one, and what is still asked for moves up
// again. Reading takes no lock, so that processors do not wait for one another.
type Cache[V any] struct {
	young, old atomic.Pointer[half[V]]
	turning    sync.Mutex
	most       int64 // bytes of a half
	lists      int   // of a half
}

// half is a hash table of lists. Entries are only added, at the head of their list, so that who walks a list needs no
// lock. Two that add the same key at once may both: the entries say the same.
type half[V any] struct {
	lists []atomic.Pointer[entry[V]] // their number is a power of two
	cost  atomic.Int64               // in bytes
}

type entry[V any] struct {
	key   Key
	value V
	next  *entry[V]
}

// New returns a cache whose halves take so many bytes each, by entries that usually cost so many. Both are powers of two.
func New[V any](half, usual int) *Cache[V] {
	c := &Cache[V]{most: int64(half), lists: half / usual}
	c.young.Store(newHalf[V](c.lists))
	c.old.Store(newHalf[V](1))
	return c
}

func newHalf[V any](lists int) *half[V] {
	return &half[V]{lists: make([]atomic.Pointer[entry[V]], lists)}
}

// Load returns what is kept under the key; cost is that of the value.
func (c *Cache[V]) Load(key Key, cost func(V) int) (value V, found bool) {
	if kept := c.young.Load().find(key); kept != nil {
		return kept.value, true
	}
	if kept := c.old.Load().find(key); kept != nil {
		c.Store(key, kept.value, cost(kept.value))
		return kept.value, true
	}
	return value, false
}

// Store keeps a value that costs so many bytes.
func (c *Cache[V]) Store(key Key, value V, cost int) {
	e := &entry[V]{key: key, value: value}
	young := c.young.Load()
	list := young.list(key)
	for e.next = list.Load(); !list.CompareAndSwap(e.next, e); e.next = list.Load() {
	}
	if young.cost.Add(int64(cost)) <= c.most {
		return
	}
	c.turning.Lock()
	defer c.turning.Unlock()
	if c.young.Load() == young {
		c.old.Store(young)
		c.young.Store(newHalf[V](c.lists))
	}
}

func (h *half[V]) list(key Key) *atomic.Pointer[entry[V]] {
	return &h.lists[key[0]&uint64(len(h.lists)-1)]
}

func (h *half[V]) find(key Key) *entry[V] {
	e := h.list(key).Load()
	for e != nil && e.key != key {
		e = e.next
	}
	return e
}
