package rustname

import (
	"strings"
	"testing"
	"time"

	"github.com/ianlancetaylor/demangle"
)

// goldenSymbols are the symbols of the golden list, by mangling. They are longer than most, since each shape appears
// once.
func goldenSymbols(b *testing.B) map[string][]string {
	symbols := map[string][]string{}
	for _, row := range readDemangled(b, "golden.tsv.gz") {
		if row.mangled && isV0(row.symbol) {
			symbols["v0"] = append(symbols["v0"], row.symbol)
		} else if row.mangled {
			symbols["legacy"] = append(symbols["legacy"], row.symbol)
		}
	}
	return symbols
}

// BenchmarkDemangle demangles one symbol of the golden list, or a word that is not a symbol, per operation.
func BenchmarkDemangle(b *testing.B) {
	symbols := goldenSymbols(b)
	symbols["other"] = []string{"main", "_start", "app::foo::{{closure}}", "Response", "__libc_start_main", "poll"}
	buffer := make([]byte, 0, 64<<10)
	for _, mangling := range []string{"legacy", "v0", "other"} {
		list := symbols[mangling]
		for name, demangleOne := range map[string]func(string) bool{
			"append": func(symbol string) bool { _, ok := appendDemangled(buffer, symbol, false); return ok },
			"string": func(symbol string) bool { _, ok := Demangle(symbol, false); return ok },
		} {
			b.Run(mangling+"/"+name, func(b *testing.B) {
				demangled := 0
				b.SetBytes(int64(len(strings.Join(list, "")) / len(list)))
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if demangleOne(list[i%len(list)]) {
						demangled++
					}
				}
				if (demangled == 0) != (mangling == "other") {
					b.Errorf("%d demangled", demangled)
				}
			})
		}
	}
}

// BenchmarkDemangleAndLibrary takes turns with github.com/ianlancetaylor/demangle, a hundred symbols each, so that other
// work on the machine affects both; it reports the time per symbol with each, and the ratio.
func BenchmarkDemangleAndLibrary(b *testing.B) {
	const turn = 100
	buffer := make([]byte, 0, 64<<10)
	for mangling, list := range goldenSymbols(b) {
		b.Run(mangling, func(b *testing.B) {
			var ours, library time.Duration
			turns := 0
			for b.Loop() {
				start := (turns * turn) % (len(list) - turn)
				symbols := list[start : start+turn]
				turns++
				began := time.Now()
				for _, symbol := range symbols {
					appendDemangled(buffer, symbol, false)
				}
				between := time.Now()
				for _, symbol := range symbols {
					demangle.ToString(symbol) //nolint:errcheck // the library's bugs do not matter here
				}
				ours += between.Sub(began)
				library += time.Since(between)
			}
			b.ReportMetric(float64(ours.Nanoseconds())/float64(turns*turn), "ns/symbol")
			b.ReportMetric(float64(library.Nanoseconds())/float64(turns*turn), "library-ns/symbol")
			b.ReportMetric(float64(library)/float64(ours), "library/ours")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkDemangleHostile measures the slowest symbol of its length.
func BenchmarkDemangleHostile(b *testing.B) {
	const doubling = "_RMC0TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTRL_eBw_EBv_EBu_EBt_EBs_EBr_EBq_EBp_EBo_EBn_EBm_EBl_EBk_EBj_EBi_EBh_E" +
		"Bg_EBf_EBe_EBd_EBc_EBb_EBa_EB9_EB8_EB7_EB6_EB5_EB4_EB3_E"
	buffer := make([]byte, 0, 2*maxDemangledSize)
	for b.Loop() {
		if _, ok := appendDemangled(buffer, doubling, false); !ok {
			b.Fatal("not demangled")
		}
	}
}
