// Package lru is a cache with a limit in bytes.
//
// In go a Key, a value and the value's cost in bytes; out comes the value, unless it was evicted. What nobody asks for is
// evicted. Start at New. Caches change no result, only how long one takes.
package lru

import (
	"hash/maphash"
	"sync"
	"sync/atomic"
)

// Key identifies a text: two 64-bit hashes with seeds of this process. Different texts practically never have the same
// key, so the texts themselves need not be kept, nor loaded from memory and compared.
type Key [2]uint64

var seeds = [...]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// KeyOf returns the key of a text.
func KeyOf(text string) Key {
	return Key{maphash.String(seeds[0], text), maphash.String(seeds[1], text)}
}

// Overhead is the size of an entry besides its value, in bytes: two words, a key of two, and a slot in the lists.
const Overhead = 64

// Cache has two halves: when the young one is full it becomes the old one, and what is still asked for moves up again.
// Reading takes no lock, so that processors do not wait for one another.
type Cache[V any] struct {
	young, old atomic.Pointer[half[V]]
	turning    sync.Mutex
	most       int64 // limit of one half
	lists      int   // in one half
}

// half is a hash table of lists. Entries are only added, at the head of their list, so that walking a list needs no lock.
// Two goroutines may both add the same key at once: the entries are equal.
type half[V any] struct {
	lists []atomic.Pointer[entry[V]] // a power of two of them
	cost  atomic.Int64               // in bytes
}

type entry[V any] struct {
	key   Key
	value V
	next  *entry[V]
}

// New returns a cache whose halves hold that many bytes each, in entries that usually cost that many. Both are powers of
// two.
func New[V any](half, usual int) *Cache[V] {
	c := &Cache[V]{most: int64(half), lists: half / usual}
	c.young.Store(newHalf[V](c.lists))
	c.old.Store(newHalf[V](1))
	return c
}

func newHalf[V any](lists int) *half[V] {
	return &half[V]{lists: make([]atomic.Pointer[entry[V]], lists)}
}

// Load returns the value under the key. cost is called for a value that moves up.
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

// Store adds a value with its cost in bytes.
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
