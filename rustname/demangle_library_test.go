package rustname

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ianlancetaylor/demangle"
)

// libraryFault is a class of symbols that github.com/ianlancetaylor/demangle, the library that Go programs demangle with,
// reads differently from rustc-demangle. The library does not judge ours; it is an independent witness: where the two
// differ, one of these must be the reason.
type libraryFault struct {
	class string // of crafted.tsv, where each has examples
	// explains reports whether the bug turns want, which is rustc-demangle's output without the suffix, into the
	// library's got or err.
	explains func(symbol, want, got string, err error) bool
}

// The first four have one cause: v0 writes "0" for the name of a closure, which has none, and the library reads the
// digits of what follows as part of that number.
var libraryFaults = []libraryFault{
	{"v0, closure 0 with something in it", func(symbol, _, _ string, err error) bool {
		return isV0(symbol) && zeroAndDigit.MatchString(symbol) && failed(err, "expected number", "expected E",
			"unrecognized character in type")
	}},
	{"v0, name in closure 0 taken for the name of the closure", func(_, want, got string, err error) bool {
		return err == nil && strings.Contains(got, "{closure:") && !strings.Contains(want, "{closure:")
	}},
	{"v0, index of a closure in a closure", func(symbol, want, got string, err error) bool {
		return isV0(symbol) && zeroAndDigit.MatchString(symbol) && err == nil &&
			withoutLooseColons(want) != withoutLooseColons(got) && withoutIndexes(want) == withoutIndexes(got)
	}},
	{"v0, unit after closure 0", func(symbol, want, got string, err error) bool {
		return isV0(symbol) && zeroAndDigit.MatchString(symbol) && err == nil &&
			withoutIndexes(want) != withoutIndexes(got) &&
			withoutUnits(withoutIndexes(want)) == withoutUnits(withoutIndexes(got))
	}},
	{"v0, string and struct constants", func(_, _, _ string, err error) bool {
		return failed(err, "unrecognized constant type")
	}},
	{"v0, character constant that is not ASCII", func(symbol, want, got string, err error) bool {
		return isV0(symbol) && err == nil && !isASCII(want) && strings.Contains(got, `'\u{`)
	}},
	{"v0, integer constant of 128 bits", func(_, want, _ string, err error) bool {
		return failed(err, "invalid leading 0 in constant") || failed(err, "signed hex constant overflow") ||
			err == nil && strings.Contains(want, "<0x")
	}},
	{"v0, namespace that does not show", func(symbol, want, got string, err error) bool {
		return isV0(symbol) && err == nil && withoutLooseColons(want) == withoutLooseColons(got)
	}},
	{"legacy, leading underscore", func(symbol, want, got string, err error) bool {
		return !isV0(symbol) && err == nil && strings.ReplaceAll(want, "_", "") == strings.ReplaceAll(got, "_", "")
	}},
	{"legacy, character that is not ASCII", func(_, want, got string, err error) bool {
		return err == nil && !isASCII(want) && strings.Contains(got, "$u")
	}},
	{"legacy, name that ends in a capital E before dots", func(symbol, _, got string, err error) bool {
		return err == nil && strings.Contains(symbol, "E..") && strings.Contains(got, "$LT$")
	}},
	{"legacy, hash of few different digits", func(_, want, got string, err error) bool {
		hash, found := strings.CutPrefix(got, want+"::")
		return err == nil && found && isLegacyHash(hash)
	}},
	{"legacy, name of C++", func(symbol, _, got string, err error) bool {
		return err == nil && strings.Contains(got, "(anonymous namespace)") || strings.HasPrefix(symbol, "_ZNK")
	}},
	{"prefix of another platform", func(symbol, _, _ string, err error) bool {
		return err != nil && !strings.HasPrefix(symbol, "_R") && !strings.HasPrefix(symbol, "_ZN")
	}},
}

// suffixKept is the class of the bug that can come with any other: the library drops every suffix.
const suffixKept = "suffix kept"

var (
	zeroAndDigit = regexp.MustCompile(`0[0-9]`)
	closureIndex = regexp.MustCompile(`#[0-9]+`)
	looseColons  = regexp.MustCompile(`::($|[^\p{L}_<{])`)
	symbolSuffix = regexp.MustCompile(`\.[A-Za-z][\w.]*$|(\.[0-9]+)+$`)
)

func withoutLooseColons(name string) string { return looseColons.ReplaceAllString(name, "$1") }

func withoutIndexes(name string) string {
	return withoutLooseColons(closureIndex.ReplaceAllString(name, "#"))
}

func withoutUnits(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, ", ()", ""), "()", "")
}

func isV0(symbol string) bool {
	_, v0 := v0Body(symbol)
	return v0
}

func failed(err error, reasons ...string) bool {
	return err != nil && slices.ContainsFunc(reasons, func(reason string) bool { return strings.Contains(err.Error(), reason) })
}

// explainLibrary returns the class of the bug that makes the library differ from rustc-demangle on a symbol, "" if none
// is known.
func explainLibrary(row demangled, got string, err error) string {
	want := row.short
	if suffix := symbolSuffix.FindString(want); suffix != "" && strings.Contains(row.symbol, suffix) && !strings.HasSuffix(got, suffix) {
		if want = strings.TrimSuffix(want, suffix); err == nil && want == got {
			return suffixKept
		}
	}
	for _, fault := range libraryFaults {
		if fault.explains(row.symbol, want, got, err) {
			return fault.class
		}
	}
	return ""
}

func TestDemangleAgainstLibrary(t *testing.T) {
	agreed, mangled := 0, 0
	differences := map[string]int{}
	for _, row := range readDemangled(t, "golden.tsv.gz") {
		if !row.mangled {
			continue // a C++ symbol, which the library demangles as one
		}
		mangled++
		got, err := demangle.ToString(row.symbol)
		if err == nil && got == row.short {
			agreed++
			continue
		}
		class := explainLibrary(row, got, err)
		differences[class]++
		if class == "" && differences[class] < 10 {
			t.Errorf("%s\nlibrary        %q, %v\nrustc-demangle %q", row.symbol, got, err, row.short)
		}
	}
	if agreed < mangled*9/10 {
		t.Errorf("agreed on %d of %d symbols: the list shows little", agreed, mangled)
	}
	t.Logf("the library agrees on %d of %d symbols", agreed, mangled)
	for _, class := range slices.Sorted(maps.Keys(differences)) {
		t.Logf("%5d %s", differences[class], class)
	}
}

// The crafted symbols of its class show each bug; one that was fixed must leave the list.
func TestLibraryFaults(t *testing.T) {
	shown := map[string]bool{}
	for _, row := range readDemangled(t, "crafted.tsv") {
		isFault := row.class == suffixKept || slices.ContainsFunc(libraryFaults, func(fault libraryFault) bool { return fault.class == row.class })
		got, err := demangle.ToString(row.symbol)
		if !isFault || err == nil && got == row.short {
			continue
		}
		if class := explainLibrary(row, got, err); class != row.class {
			t.Errorf("%s: %q, %v is put down to %q, not %q", row.symbol, got, err, class, row.class)
		}
		shown[row.class] = true
	}
	if !shown[suffixKept] {
		t.Errorf("the library has no fault %q", suffixKept)
	}
	for _, fault := range libraryFaults {
		if !shown[fault.class] {
			t.Errorf("the library has no fault %q", fault.class)
		}
	}
}
