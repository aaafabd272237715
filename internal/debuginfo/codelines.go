package debuginfo

// Programs with line tables only: their debug information has no paths and no symbols, but the last part of each name, which
// says what a closure is, and where its code is.
//
//	debug information      {async_fn#0} at 0x30a70
//	symbol                 app::leaf::{{closure}} at 0x30a70

import (
	"context"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/dwarf"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// kindsByAddress returns the kinds of the closures that functions are, by where their code starts.
func kindsByAddress(ctx context.Context, file *symbols.File) (map[uint64]coroutine.Kind, error) {
	kinds := map[uint64]coroutine.Kind{}
	err := eachUnit(ctx, file, func(unit *dwarf.LazyUnit, pages *dwarf.Pages) error {
		body, err := unit.Body()
		if err != nil {
			return err
		}
		names := map[dwarf.Offset]coroutine.Kind{} // of functions and of what others are copies of
		copies := map[dwarf.Offset][]uint64{}      // where the code of copies starts, by their origins
		return dwarf.Walk(body, struct{}{}, func(e *dwarf.Entry, _ struct{}) (struct{}, error) {
			pages.At(e.Offset)
			if e.Tag != dwarf.TagSubprogram {
				return struct{}{}, nil
			}
			kind, _, _ := scope.ParseClosure(unit.Text(e, dwarf.AttrName))
			if kind != rustname.KindUnknown {
				names[e.Offset] = kind
				for _, at := range copies[e.Offset] {
					kinds[at] = kind
				}
			}
			ranges, err := unit.RangesOf(e)
			if err != nil || len(ranges) == 0 {
				return struct{}{}, err
			}
			origin := dwarf.Origin(e)
			if kind = names[origin]; kind != rustname.KindUnknown {
				kinds[ranges[0][0]] = kind
			} else {
				copies[origin] = append(copies[origin], ranges[0][0])
			}
			return struct{}{}, nil
		}, nil)
	}, func(float64) {})
	return kinds, err
}
