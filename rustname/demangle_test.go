package rustname

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// demangled is a row of testdata/demangle: a symbol, and what rustc-demangle prints for it.
type demangled struct {
	class       string // of crafted symbols
	symbol      string
	full, short string // {} and {:#}
	mangled     bool   // it is a mangled Rust symbol
}

// check compares both forms of the row with ours.
func (want demangled) check(t *testing.T) {
	t.Helper()
	for _, form := range []struct {
		name string
		full bool
		want string
	}{{"{}", true, want.full}, {"{:#}", false, want.short}} {
		got, ok := Demangle(want.symbol, form.full)
		if ok != want.mangled || got != form.want {
			t.Errorf("%s of %s\n got %q, %t\nwant %q, %t", form.name, want.symbol, got, ok, form.want, want.mangled)
		}
	}
}

// readDemangled reads a table of testdata/demangle with the columns [class] symbol {} {:#}, with - - for a word that is
// not a Rust symbol.
func readDemangled(tb testing.TB, name string) (rows []demangled) {
	tb.Helper()
	file, err := os.Open(filepath.Join("testdata", "demangle", name))
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	var text io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if text, err = gzip.NewReader(file); err != nil {
			tb.Fatal(err)
		}
	}
	lines := bufio.NewScanner(text)
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		var row demangled
		if len(columns) == 4 {
			row.class, columns = columns[0], columns[1:]
		}
		if len(columns) != 3 {
			tb.Fatalf("%s: %d columns in %q", name, len(columns), lines.Text())
		}
		row.symbol = columns[0]
		if row.mangled = columns[1] != "-"; row.mangled {
			row.full, row.short = columns[1], columns[2]
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return rows
}

func TestDemangleRealSymbols(t *testing.T) {
	rows := readDemangled(t, "golden.tsv.gz")
	if len(rows) < 50_000 {
		t.Fatalf("%d symbols, the list should have at least 50,000", len(rows))
	}
	for _, row := range rows {
		row.check(t)
	}
}

func TestDemangleCrafted(t *testing.T) {
	classes := map[string][]demangled{}
	for _, row := range readDemangled(t, "crafted.tsv") {
		classes[row.class] = append(classes[row.class], row)
	}
	for class, rows := range classes {
		t.Run(class, func(t *testing.T) {
			for _, row := range rows {
				row.check(t)
			}
		})
	}
}

// Where output is cut off, rustc-demangle prints a megabyte; limits.tsv has its length and SHA-256.
func TestDemangleLimits(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("testdata", "demangle", "limits.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(table)), "\n")
	for _, row := range rows {
		columns := strings.Split(row, "\t")
		for _, full := range []bool{true, false} {
			name, ok := Demangle(columns[0], full)
			sum := sha256.Sum256([]byte(name))
			if got := fmt.Sprintf("%d\t%s", len(name), hex.EncodeToString(sum[:])); !ok || got != columns[1]+"\t"+columns[2] {
				t.Errorf("%s\n got %s, ending in %q\nwant %s", columns[0], got, name[max(0, len(name)-60):], row)
			}
		}
	}
	if len(rows) < 10 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestDemangleSizeLimit(t *testing.T) {
	a, b := strings.Repeat("a", 500_000), strings.Repeat("b", 499_998)
	const reached = "{size limit reached}"
	for _, test := range []struct{ symbol, want string }{
		{"_ZN500000" + a + "499998" + b + "E", a + "::" + b},
		{"_ZN500000" + a + "499999" + b + "bE.cold", a + "::" + reached + ".cold"},
		{"_RNvC500000" + a + "499998" + b, a + "::" + b},
		{"_RNvC500000" + a + "499999" + b + "b.cold", a + "::" + reached + ".cold"},
		{"_ZN1000001" + a + a + "aE", reached},
		// cut off, but what follows is still read, and is not a path
		{"_RNvC500000" + a + "499999" + b + "bX", ""},
	} {
		got, ok := Demangle(test.symbol, false)
		if ok != (test.want != "") || got != test.want {
			t.Errorf("%.20s…: %d bytes ending in %q, %t; want %d bytes", test.symbol, len(got), got[max(0, len(got)-40):], ok, len(test.want))
		}
	}
}

// A long impl path is read but not printed, and a constant can have any number of leading zeros: behind doubling back
// references, reading them would take years. They print a few bytes per visit, so the size limit alone does not stop
// them.
func TestDemangleExpansionLimit(t *testing.T) {
	doubling := func(leaf string) string {
		var symbol strings.Builder
		symbol.WriteString("_RMC0" + strings.Repeat("T", 30) + leaf)
		for i := 29; i >= 0; i-- {
			symbol.WriteString("B" + string("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"[i+3]) + "_E")
		}
		return symbol.String()
	}
	for name, symbol := range map[string]string{
		"impl path":      doubling("MIC0" + strings.Repeat("p", 1<<20) + "Ep"),
		"leading zeros":  doubling("Apj" + strings.Repeat("0", 1<<20) + "_"),
		"disambiguators": doubling("Cs" + strings.Repeat("0", 1<<20) + "_0"),
		"empty names":    doubling(strings.Repeat("Na", 400) + "C0" + strings.Repeat("0", 400)),
	} {
		t.Run(name, func(t *testing.T) {
			form, ok := Demangle(symbol, false)
			if !ok || !strings.HasPrefix(form, "<((((") || !strings.HasSuffix(form, sizeLimitReached) {
				t.Errorf("got %t, %d bytes ending in %q", ok, len(form), form[max(0, len(form)-60):])
			}
		})
	}
}

// Outside of back references everything is read once, however much it is.
func TestDemangleIsLinear(t *testing.T) {
	symbol := "_RINvC3app1f" + strings.Repeat("p", 10<<20) + "E"
	form, ok := Demangle(symbol, false)
	if !ok || len(form) > maxDemangledSize+len(sizeLimitReached) || !strings.HasSuffix(form, ", _, _"+sizeLimitReached) &&
		!strings.HasSuffix(form, ", "+sizeLimitReached) {
		t.Errorf("got %t, %d bytes ending in %q", ok, len(form), form[max(0, len(form)-60):])
	}
}

func TestAppendDemangledAppends(t *testing.T) {
	const legacy, v0 = "_ZN3app3foo17h0123456789abcdefE.cold", "_RNCNvCs1234_3app3foo0"
	got := []byte("at ")
	for _, symbol := range []string{legacy, "_ZN3app", v0, "_RNvC3app", "main"} {
		got, _ = appendDemangled(got, symbol, true)
		got = append(got, ' ')
	}
	if want := "at app::foo::h0123456789abcdef.cold  app[3c1c0]::foo::{closure#0}   "; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAppendDemangledDoesNotAllocate(t *testing.T) {
	buffer := make([]byte, 0, 4<<10)
	for _, row := range readDemangled(t, "crafted.tsv") {
		if len(row.full) > cap(buffer) {
			continue
		}
		if allocations := testing.AllocsPerRun(10, func() { appendDemangled(buffer, row.symbol, true) }); allocations != 0 {
			t.Errorf("%s: %v allocations", row.symbol, allocations)
		}
	}
}

func FuzzDemangle(f *testing.F) {
	for _, row := range readDemangled(f, "crafted.tsv") {
		f.Add(row.symbol)
	}
	for i, row := range readDemangled(f, "golden.tsv.gz") {
		if i%100 == 0 {
			f.Add(row.symbol)
		}
	}
	f.Fuzz(func(t *testing.T, symbol string) {
		for _, full := range []bool{true, false} {
			form, ok := Demangle(symbol, full)
			if !ok && form != "" {
				t.Errorf("%q although it returns false", form)
			}
			if limit := maxDemangledSize + len(sizeLimitReached) + len(symbol); len(form) > limit {
				t.Errorf("%d bytes, more than %d", len(form), limit)
			}
			appended, again := appendDemangled([]byte("before "), symbol, full)
			if again != ok || !bytes.Equal(appended, append([]byte("before "), form...)) {
				t.Errorf("%q, %t the first time, %q, %t appended", form, ok, appended, again)
			}
		}
	})
}
