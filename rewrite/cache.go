package rewrite

// What is kept of names and texts that were read, since the same code fails again and again. It changes no result,
// only how long one takes.

import (
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// Limits of the memory that one half of a cache takes, in bytes, as the cost of its entries estimates it.
const (
	maxNamesHalf  = 16 << 20
	maxTextsHalf  = 8 << 20
	maxStableHalf = 1 << 20
	// maxTextShare bounds one text, so that a few large ones do not drive out all others.
	maxTextShare = maxTextsHalf / 16
)

// cache has two halves: when the young one is full it becomes the old one, and what is still asked for moves up
// again. Reading takes no lock, so that processors do not wait for one another.
type cache[K comparable, V any] struct {
	young, old atomic.Pointer[half[K, V]]
	hash       func(K) uint64
	turning    sync.Mutex
	most       int64 // bytes of a half
	lists      int   // of a half
}

// half is a hash table of lists. Entries are only added, at the head of their list, so that who walks a list needs no
// lock. Two that add the same key at once may both: the entries say the same.
type half[K comparable, V any] struct {
	lists []atomic.Pointer[entry[K, V]] // their number is a power of two
	cost  atomic.Int64                  // in bytes
}

type entry[K comparable, V any] struct {
	key   K
	value V
	next  *entry[K, V]
}

// newCache returns a cache whose halves take so many bytes each, by entries of about that cost. Both are powers of two.
func newCache[K comparable, V any](most, cost int, hash func(K) uint64) *cache[K, V] {
	c := &cache[K, V]{most: int64(most), hash: hash, lists: most / cost}
	c.young.Store(newHalf[K, V](c.lists))
	c.old.Store(newHalf[K, V](1))
	return c
}

func newHalf[K comparable, V any](lists int) *half[K, V] {
	return &half[K, V]{lists: make([]atomic.Pointer[entry[K, V]], lists)}
}

// load returns what is kept under the key; cost is that of the entry.
func (c *cache[K, V]) load(key K, cost func(V) int) (value V, found bool) {
	hash := c.hash(key)
	if kept := c.young.Load().find(hash, key); kept != nil {
		return kept.value, true
	}
	if kept := c.old.Load().find(hash, key); kept != nil {
		c.store(key, kept.value, cost(kept.value))
		return kept.value, true
	}
	return value, false
}

func (c *cache[K, V]) store(key K, value V, cost int) {
	e := &entry[K, V]{key: key, value: value}
	young := c.young.Load()
	list := young.list(c.hash(key))
	for e.next = list.Load(); !list.CompareAndSwap(e.next, e); e.next = list.Load() {
	}
	if young.cost.Add(int64(cost)) <= c.most {
		return
	}
	c.turning.Lock()
	defer c.turning.Unlock()
	if c.young.Load() == young {
		c.old.Store(young)
		c.young.Store(newHalf[K, V](c.lists))
	}
}

func (h *half[K, V]) list(hash uint64) *atomic.Pointer[entry[K, V]] {
	return &h.lists[hash&uint64(len(h.lists)-1)]
}

func (h *half[K, V]) find(hash uint64, key K) *entry[K, V] {
	e := h.list(hash).Load()
	for e != nil && e.key != key {
		e = e.next
	}
	return e
}

// entryCost is what an entry of a cache takes beside its value: two words, a key of two, and a place in the lists.
// A name or a text that was read comes to about usualCost with it.
const (
	entryCost = 64
	usualCost = 1024
)

// costOfName estimates the memory that a name takes: its texts as printed, as read and as labelled, what is fixed, and
// what each closure segment adds.
func costOfName(facts *nameFacts) int {
	const closure = 160
	return entryCost + int(unsafe.Sizeof(*facts)) + 3*len(facts.Text) + closure*len(facts.Closures)
}

// textKey stands for a text or a name: two hashes of 64 bits under seeds of this process, which practically never agree
// for different ones, so that they need not be kept, nor brought from memory to be compared.
type textKey [2]uint64

var seedsOfText = [...]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func keyOf(text string) textKey {
	return textKey{maphash.String(seedsOfText[0], text), maphash.String(seedsOfText[1], text)}
}

func (k textKey) hash() uint64 { return k[0] }

// keyOfName returns the same key for names that differ only in their hashes, since they read alike.
func keyOfName(printed string) textKey {
	name, cut := rustname.CutHash(printed)
	key := keyOf(name)
	if cut {
		key[1]++ // what is left may end in a hash too, which then is part of the name
	}
	return key
}

// knownText is what became of a text.
type knownText struct {
	cleaned string // "" where it came back as it was: that memory is its owner's
	report  Report
}

// newKnownText keeps nothing of the memory of the text itself.
func newKnownText(cleaned string, report Report) *knownText {
	culprit := &report.Culprit
	culprit.Function, culprit.File = strings.Clone(culprit.Function), strings.Clone(culprit.File)
	if report.Outcome != Cleaned {
		cleaned = ""
	}
	return &knownText{cleaned, report}
}

func costOfText(known *knownText) int {
	return entryCost + int(unsafe.Sizeof(*known)) + len(known.cleaned) + len(known.report.Culprit.Function)
}

// stable is what is known of a text that a pass over it does not change.
type stable struct{}

func costOfStable(stable) int { return entryCost }
