package rewrite

// What is kept of names and texts that were read, since the same code fails again and again. It changes no result,
// only how long one takes.

import (
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Limits of the memory that one half of a cache takes, in bytes, as the cost of its entries estimates it.
const (
	maxNamesHalf = 16 << 20
	maxTextsHalf = 8 << 20
	// maxTextShare bounds one text, so that a few large ones do not drive out all others.
	maxTextShare = maxTextsHalf / 16
)

// cache has two halves: when the young one is full it becomes the old one, and what is still asked for moves up
// again. Reading takes no lock, so that processors do not wait for one another.
type cache[K comparable, V any] struct {
	young, old atomic.Pointer[half]
	turning    sync.Mutex
	most       int64 // bytes of a half
}

type half struct {
	entries sync.Map
	cost    atomic.Int64 // in bytes
}

func newCache[K comparable, V any](most int64) *cache[K, V] {
	c := &cache[K, V]{most: most}
	c.young.Store(new(half))
	c.old.Store(new(half))
	return c
}

// load returns what is kept under the key; cost is that of the entry.
func (c *cache[K, V]) load(key K, cost func(V) int) (value V, found bool) {
	if kept, ok := c.young.Load().entries.Load(key); ok {
		return kept.(V), true
	}
	if kept, ok := c.old.Load().entries.LoadAndDelete(key); ok {
		value = kept.(V)
		c.store(key, value, cost(value))
		return value, true
	}
	return value, false
}

func (c *cache[K, V]) store(key K, value V, cost int) {
	young := c.young.Load()
	if _, there := young.entries.LoadOrStore(key, value); there || young.cost.Add(int64(cost)) <= c.most {
		return
	}
	c.turning.Lock()
	defer c.turning.Unlock()
	if c.young.Load() == young {
		c.old.Store(young)
		c.young.Store(new(half))
	}
}

// entryCost is what an entry of a cache takes beside its key and its value.
const entryCost = 160

// costOfName estimates the memory that a name takes: its texts as printed, as read and as labelled, what is fixed, and
// what each closure segment adds.
func costOfName(facts *nameFacts) int {
	const closure = 160
	return entryCost + int(unsafe.Sizeof(*facts)) + 3*len(facts.Text) + closure*len(facts.Closures)
}

// textKey stands for a text: two hashes of 64 bits under seeds of this process, which practically never agree for
// different texts, so that the texts themselves need not be kept.
type textKey [2]uint64

var textSeeds = [...]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func keyOf(text string) textKey {
	return textKey{maphash.String(textSeeds[0], text), maphash.String(textSeeds[1], text)}
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
