package profiles

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pprofile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// expandingSymbol returns a v0 symbol of some 100 bytes that expands to a name of eight to the power of levels parts:
// each tuple refers back to the one before eight times. The number makes it different from others.
func expandingSymbol(levels, number int) string {
	body := fmt.Sprintf("INvC3app7f%06d", number)
	tuple := len(body)
	body += "TmmmmmmmmE"
	for range levels - 1 {
		next := len(body)
		body += "T" + strings.Repeat("B"+base62(tuple), 8) + "E"
		tuple = next
	}
	return "_R" + body + "E"
}

// base62 writes a number as v0 does: "_" is 0, "0_" is 1.
func base62(n int) string {
	const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if n <= 62 {
		return digits[n-1:n] + "_"
	}
	return strconv.Itoa((n-1)/62) + digits[(n-1)%62:(n-1)%62+1] + "_"
}

// TestNamesThatExpand sends symbols that expand to far more than their length: names below the limit for one name, and
// names over it, each of which takes time to find out.
func TestNamesThatExpand(t *testing.T) {
	for _, levels := range []int{4, 5} {
		name, ok := rustname.Demangle(expandingSymbol(levels, 1), false)
		require.True(t, ok)
		require.Equal(t, levels == 5, len(name) > rustname.MaxLength)

		c := newCleaner(t, nil)
		pd := profileOfSymbols(5000, levels)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		clean(c, pd)
		runtime.ReadMemStats(&after)
		assert.Equal(t, profileOfSymbols(5000, levels), pd)
		bytes := after.TotalAlloc - before.TotalAlloc
		t.Logf("%d levels: %d MiB", levels, bytes>>20)
		assert.Less(t, bytes, uint64(300<<20), "all names would take 680 MiB, those over the limit of one ten times as much")
	}
}

// TestGrowthCountsPerBatch cleans batches that are just within the limit: names that are remembered count again.
func TestGrowthCountsPerBatch(t *testing.T) {
	c := newCleaner(t, nil)
	for range 3 {
		for symbols, want := range map[int]bool{40: true, 60: false} {
			pd := profileOfSymbols(symbols, 4)
			clean(c, pd)
			name := pd.Dictionary().StringTable().At(1)
			assert.Equal(t, want, strings.Contains(name, "u32"), "%d symbols", symbols)
		}
	}
}

// profileOfSymbols returns a profile with one stack of n functions, whose symbols all expand.
func profileOfSymbols(n, levels int) pprofile.Profiles {
	symbols := make([]string, n)
	for i := range symbols {
		symbols[i] = expandingSymbol(levels, i)
	}
	return profiletest.New(symbols)
}
