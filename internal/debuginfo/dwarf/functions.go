package dwarf

import (
	"cmp"
	"debug/dwarf"
	"slices"
	"sort"
)

// FunctionTable says where the functions of a unit are, including inlined ones: a tree in the order of the debug
// information, so that the nodes below a node follow it.
type FunctionTable struct {
	Nodes  []FunctionNode
	ranges []AddressRange
	tops   []topRange // of functions that are not inlined, ascending
}

// FunctionNode is a function, or the copy of one that was inlined into the node above.
type FunctionNode struct {
	Entry         dwarf.Offset
	end           int32 // the first node that is not below this one
	ranges, after int32 // in FunctionTable.ranges
	CallFile      int32 // where it was inlined; index of the unit's files
	CallLine      int32
	CallColumn    int32
	outOfLine     bool
}

// AddressRange is the addresses from Low up to High, not included.
type AddressRange struct{ Low, High uint64 }

type topRange struct {
	AddressRange
	node int32
}

const nodeSize, rangeSize = 32, 16 // bytes, about

// Size estimates the bytes that the table takes.
func (t *FunctionTable) Size() int {
	return len(t.Nodes)*nodeSize + len(t.ranges)*rangeSize + len(t.tops)*(rangeSize+8)
}

// ReadFunctions reads the functions of a unit that have code.
func ReadFunctions(u *Unit) (*FunctionTable, error) {
	t := &FunctionTable{}
	body, err := u.Body()
	if err != nil {
		return nil, err
	}
	enter := func(e *dwarf.Entry, _ int32) (int32, error) {
		if e.Tag == dwarf.TagSubprogram || e.Tag == dwarf.TagInlinedSubroutine {
			return t.add(u, e)
		}
		return noNode, nil
	}
	leave := func(node int32) error {
		if node != noNode {
			t.Nodes[node].end = int32(len(t.Nodes))
		}
		return nil
	}
	if err := Walk(body, noNode, enter, leave); err != nil {
		return nil, err
	}
	t.finish()
	return t, nil
}

const noNode int32 = -1 // of an entry that is not a function with code

func (t *FunctionTable) add(u *Unit, e *dwarf.Entry) (int32, error) {
	ranges, err := u.RangesOf(e)
	if err != nil {
		return noNode, err
	}
	n := FunctionNode{Entry: e.Offset, ranges: int32(len(t.ranges)), outOfLine: e.Tag == dwarf.TagSubprogram}
	for _, r := range ranges {
		// Linkers write 0, 1 or the highest number as the address of a function that they left out.
		if r[0] > 1 && r[0] < r[1] {
			t.ranges = append(t.ranges, AddressRange{r[0], r[1]})
		}
	}
	n.after = int32(len(t.ranges))
	if n.after == n.ranges {
		return noNode, nil
	}
	n.CallFile, n.CallLine = int32(Number(e, dwarf.AttrCallFile)), int32(Number(e, dwarf.AttrCallLine))
	n.CallColumn = int32(Number(e, dwarf.AttrCallColumn))
	t.Nodes = append(t.Nodes, n)
	node := int32(len(t.Nodes) - 1)
	t.Nodes[node].end = node + 1
	if n.outOfLine {
		for _, r := range t.ranges[n.ranges:n.after] {
			t.tops = append(t.tops, topRange{r, node})
		}
	}
	return node, nil
}

// Ranges calls f with the ranges of the code of the functions that are not inlined.
func (t *FunctionTable) Ranges(f func(AddressRange)) {
	for i := range t.tops {
		f(t.tops[i].AddressRange)
	}
}

func (t *FunctionTable) finish() {
	slices.SortStableFunc(t.tops, func(a, b topRange) int { return cmp.Compare(a.Low, b.Low) })
	t.Nodes, t.ranges, t.tops = slices.Clip(t.Nodes), slices.Clip(t.ranges), slices.Clip(t.tops)
}

// At returns the functions at an address, outermost first: the one that the code belongs to, and those inlined there.
func (t *FunctionTable) At(address uint64) []int32 {
	i := sort.Search(len(t.tops), func(i int) bool { return t.tops[i].Low > address })
	if i == 0 || address >= t.tops[i-1].High {
		return nil
	}
	return t.below([]int32{t.tops[i-1].node}, address)
}

func (t *FunctionTable) below(chain []int32, address uint64) []int32 {
	end := t.Nodes[chain[0]].end
	for next := chain[0] + 1; next < end; {
		n := &t.Nodes[next]
		if n.outOfLine || !t.holds(n, address) {
			next = n.end
			continue
		}
		chain = append(chain, next)
		next, end = next+1, n.end
	}
	return chain
}

func (t *FunctionTable) holds(n *FunctionNode, address uint64) bool {
	return slices.ContainsFunc(t.ranges[n.ranges:n.after], func(r AddressRange) bool {
		return r.Low <= address && address < r.High
	})
}
