package main

// The differences between the outputs of two versions of the product.

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// How many differences to show: more would be more of the same.
const (
	mostShown  = 12 // changed outputs in full
	mostNamed  = 12 // outputs that are missing or extra
	mostGroups = 40
)

// difference is the difference between two sets of outputs, by name.
type difference struct {
	missing, extra []string
	changed        map[string][]string // by output: the parts that differ
}

// differ compares the digests of outputs.
func differ(base, here map[string][]string) *difference {
	d := &difference{changed: map[string][]string{}}
	for _, name := range slices.Sorted(maps.Keys(base)) {
		parts, ok := here[name]
		if !ok {
			d.missing = append(d.missing, name)
		} else if !slices.Equal(base[name], parts) {
			d.changed[name] = differingParts(base[name], parts)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(here)) {
		if _, ok := base[name]; !ok {
			d.extra = append(d.extra, name)
		}
	}
	return d
}

// differingParts returns the names of the parts that only one has, or that differ.
func differingParts(base, here []string) []string {
	var names []string
	for _, both := range [][2][]string{{base, here}, {here, base}} {
		for _, p := range both[0] {
			name, _, _ := strings.Cut(p, "=")
			if !slices.Contains(both[1], p) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if names == nil {
		names = []string{"order"}
	}
	return names
}

// any reports whether anything differs.
func (d *difference) any() bool { return len(d.missing)+len(d.extra)+len(d.changed) > 0 }

// chosen returns the changed outputs to show: first one of each group, for variety.
func (d *difference) chosen() []string {
	var firsts, others []string
	sorts := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(d.changed)) {
		sort := group(name) + " " + strings.Join(d.changed[name], " ")
		if sorts[sort] {
			others = append(others, name)
			continue
		}
		sorts[sort] = true
		firsts = append(firsts, name)
	}
	all := slices.Concat(firsts, others)
	return all[:min(len(all), mostShown)]
}

// group returns the group of inputs that an output belongs to: the first word of its name.
func group(name string) string {
	first, _, _ := strings.Cut(name, "/")
	return first
}

// print prints the counts, by group of inputs and by part, and which outputs are missing or extra.
func (d *difference) print(out io.Writer) {
	fmt.Fprintf(out, "%d outputs changed, %d missing, %d extra\n", len(d.changed), len(d.missing), len(d.extra))
	counts := map[string]int{}
	for name, parts := range d.changed {
		_, way, _ := strings.Cut(name, "|")
		counts[fmt.Sprintf("%s, %s: %s", group(name), way, strings.Join(parts, ", "))]++
	}
	groups := slices.Sorted(maps.Keys(counts))
	for i, g := range groups {
		if i == mostGroups {
			fmt.Fprintf(out, "  and %d more groups\n", len(groups)-i)
			break
		}
		fmt.Fprintf(out, "%8d  %s\n", counts[g], g)
	}
	printNames(out, "missing", d.missing)
	printNames(out, "extra", d.extra)
}

func printNames(out io.Writer, what string, names []string) {
	for i, name := range names {
		if i == mostNamed {
			fmt.Fprintf(out, "%s: and %d more\n", what, len(names)-i)
			return
		}
		fmt.Fprintf(out, "%s: %s\n", what, name)
	}
}

var errDiffer = errors.New("the outputs differ")

// compare compares what was written to two directories, and runs the programs there to show the first changes.
func compare(a *arguments, base, here string, out io.Writer) error {
	var digests [2]map[string][]string
	for i, directory := range []string{base, here} {
		known, err := readDigests(filepath.Join(directory, digestsFile))
		if err != nil {
			return err
		}
		digests[i] = known
	}
	d := differ(digests[0], digests[1])
	if !d.any() {
		fmt.Fprintf(out, "%d outputs, all the same\n", len(digests[1]))
		return nil
	}
	d.print(out)
	names := d.chosen()
	if len(names) == 0 {
		return errDiffer
	}
	var contents [2]map[string]map[string]string
	for i, directory := range []string{base, here} {
		known, err := a.shownBy(directory, names)
		if err != nil {
			return err
		}
		contents[i] = known
	}
	for _, name := range names {
		fmt.Fprintf(out, "\n%s\n", name)
		printChange(out, d.changed[name], contents[0][name], contents[1][name])
	}
	return errDiffer
}

// printChange prints where the parts of an output differ.
func printChange(out io.Writer, parts []string, base, here map[string]string) {
	differs := false
	for _, p := range parts {
		before, was := base[p]
		after, is := here[p]
		if was == is && before == after {
			continue
		}
		differs = true
		fmt.Fprintf(out, "--- %s%s\n+++ %s%s\n%s", p, absent(was), p, absent(is), lineDifference(before, after))
	}
	if !differs {
		fmt.Fprintf(out, "no difference on its own: it depends on earlier inputs, or on chance\n")
	}
}

func absent(is bool) string {
	if is {
		return ""
	}
	return " (missing)"
}

// shownBy runs the program in a directory to print outputs in full.
func (a *arguments) shownBy(directory string, names []string) (map[string]map[string]string, error) {
	list := filepath.Join(directory, "names.txt")
	if err := os.WriteFile(list, []byte(strings.Join(names, "\n")), 0o644); err != nil {
		return nil, err
	}
	run := exec.Command(filepath.Join(directory, program), "-tree", a.tree, "-samples", a.samples, "-profiles", a.profiles,
		fmt.Sprintf("-all=%t", a.all), "-to", directory, "-show", list)
	run.Stderr = os.Stderr
	if err := run.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w", run.Path, err)
	}
	return readShown(filepath.Join(directory, shownFile))
}
