package debuginfo

import (
	"cmp"
	"debug/dwarf"
	"slices"
	"sort"
)

// functionTable is what a unit says of where its functions are, the inlined ones too: a tree, in the order of the
// debug information, so that the nodes below one follow it.
type functionTable struct {
	nodes  []functionNode
	ranges []addressRange
	tops   []topRange // of functions that stand by themselves, ascending
}

// functionNode is a function, or the copy of one that was inlined into the one above.
type functionNode struct {
	entry          dwarf.Offset
	end            int32 // the first node that is not below
	ranges, after  int32 // in functionTable.ranges
	callFile       int32 // where it was inlined; index of the unit's files
	callLine       int32
	callColumn     int32
	standsByItself bool
}

type addressRange struct{ low, high uint64 }

type topRange struct {
	addressRange
	node int32
}

const nodeSize, rangeSize = 32, 16 // bytes, about

func (t *functionTable) size() int {
	return len(t.nodes)*nodeSize + len(t.ranges)*rangeSize + len(t.tops)*(rangeSize+8)
}

// readFunctions reads the functions of a unit that have code.
func readFunctions(u *Unit) (*functionTable, error) {
	t := &functionTable{}
	body, err := u.Body()
	if err != nil {
		return nil, err
	}
	var open []int32 // by depth: the node there, -1 for an entry that is none
	for {
		e, err := body.Next()
		switch {
		case err != nil:
			return nil, err
		case e == nil || e.Tag == 0 && len(open) == 0:
			t.finish()
			return t, nil
		case e.Tag == 0:
			if n := open[len(open)-1]; n >= 0 {
				t.nodes[n].end = int32(len(t.nodes))
			}
			open = open[:len(open)-1]
			continue
		}
		node := int32(-1)
		if e.Tag == dwarf.TagSubprogram || e.Tag == dwarf.TagInlinedSubroutine {
			if node, err = t.add(u, e); err != nil {
				return nil, err
			}
		}
		if e.Children {
			open = append(open, node)
		}
	}
}

func (t *functionTable) add(u *Unit, e *dwarf.Entry) (int32, error) {
	ranges, err := u.RangesOf(e)
	if err != nil {
		return -1, err
	}
	n := functionNode{entry: e.Offset, ranges: int32(len(t.ranges)), standsByItself: e.Tag == dwarf.TagSubprogram}
	for _, r := range ranges {
		// Linkers write 0, 1 or the highest number for the addresses of functions that they left out.
		if r[0] > 1 && r[0] < r[1] {
			t.ranges = append(t.ranges, addressRange{r[0], r[1]})
		}
	}
	n.after = int32(len(t.ranges))
	if n.after == n.ranges {
		return -1, nil
	}
	n.callFile, n.callLine = number(e, dwarf.AttrCallFile), number(e, dwarf.AttrCallLine)
	n.callColumn = number(e, dwarf.AttrCallColumn)
	t.nodes = append(t.nodes, n)
	node := int32(len(t.nodes) - 1)
	t.nodes[node].end = node + 1
	if n.standsByItself {
		for _, r := range t.ranges[n.ranges:n.after] {
			t.tops = append(t.tops, topRange{r, node})
		}
	}
	return node, nil
}

func number(e *dwarf.Entry, attribute dwarf.Attr) int32 {
	value, _ := e.Val(attribute).(int64)
	return int32(value)
}

func (t *functionTable) finish() {
	slices.SortStableFunc(t.tops, func(a, b topRange) int { return cmp.Compare(a.low, b.low) })
	t.nodes, t.ranges, t.tops = slices.Clip(t.nodes), slices.Clip(t.ranges), slices.Clip(t.tops)
}

// at returns the functions at an address, outermost first: one that stands by itself, and those inlined there.
func (t *functionTable) at(address uint64) []int32 {
	i := sort.Search(len(t.tops), func(i int) bool { return t.tops[i].low > address })
	if i == 0 || address >= t.tops[i-1].high {
		return nil
	}
	return t.below([]int32{t.tops[i-1].node}, address)
}

func (t *functionTable) below(chain []int32, address uint64) []int32 {
	end := t.nodes[chain[0]].end
	for next := chain[0] + 1; next < end; {
		n := &t.nodes[next]
		if n.standsByItself || !t.holds(n, address) {
			next = n.end
			continue
		}
		chain = append(chain, next)
		next, end = next+1, n.end
	}
	return chain
}

func (t *functionTable) holds(n *functionNode, address uint64) bool {
	return slices.ContainsFunc(t.ranges[n.ranges:n.after], func(r addressRange) bool {
		return r.low <= address && address < r.high
	})
}
