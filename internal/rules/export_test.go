package rules

// What tests outside of the package need to know of the frame table.

import (
	"slices"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules/crates"
)

// Namesakes returns for each crate that the frame table knows names of functions in a program's crate of the same name;
// located says whether their frames have a source file.
func Namesakes(located bool) map[string][]string {
	names := map[string][]string{}
	for crate, rows := range namesakes() {
		if isCrate(crate) {
			names[crate] = ownNames(crate, rows, located)
		}
	}
	return names
}

// namesakes returns for each crate and each function without a crate in the frame table the rows that are about it.
func namesakes() map[string][]*frameRow {
	rows := map[string][]*frameRow{}
	for _, crate := range crates.All {
		for _, frame := range crate.Frames {
			row, _ := frameTable.Path(strings.TrimSuffix(frame.Pattern, "::**"))
			if row == nil {
				row = &frameRow{pattern: frame.Pattern, crate: crateOfPattern(frame.Pattern), std: stdCrates[crate.Name]}
			}
			name := row.crate
			if name == "" {
				name = row.pattern
			}
			rows[name] = append(rows[name], row)
		}
	}
	return rows
}

// isCrate reports whether a crate can have the name: some functions of the C library have a version in theirs.
func isCrate(name string) bool { return isCrateName(name) && !strings.ContainsAny(name, "@.$-") }

// ownNames returns names of functions in a program's crate: some that other programs have too, and, where a stack can tell
// them apart, those that the rows about the crate of that name are for.
func ownNames(crate string, rows []*frameRow, located bool) []string {
	names := []string{
		crate + "::load::{{closure}}",
		crate + "::runtime::task::poll",
		"<" + crate + "::Parcel as core::future::future::Future>::poll",
		"<" + crate + "::Order as core::fmt::Display>::fmt",
		"<alloc::vec::Vec<T> as " + crate + "::Extension>::go",
		crate + "::start::{{closure}}::{{closure}}",
		crate + "::run",
	}
	if stdCrates[crate] { // impls of a crate called core read like the library's
		names = slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, "<") })
	}
	for _, row := range rows {
		if strings.Contains(row.pattern, "::") && !strings.ContainsAny(row.pattern, "<{") && (located || !row.std) {
			names = append(names, strings.Replace(row.pattern, "::**", "::inner::go", 1))
		}
	}
	return append(names, crate+"::main")
}
