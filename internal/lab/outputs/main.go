// Command outputs writes down what comes out of the product, so that after a change of its structure the same can be seen
// to come out, byte for byte.
//
// In go the inputs of a tree: every text of the corpus, of the cases and of what fuzzing kept, every profile, every
// program with debug information, every batch of the demo; and from elsewhere samples and profiles. Each goes through the
// product without an index and with one, by each of a few configurations, or by some where there are thousands. Out comes a file with a line for each of these,
// which has a digest of everything that came out; -show prints what the digests are of. The form depends on no name of
// the code's own, so that two versions of the product can be compared: that is what
//
//	outputs compare BASE HERE
//
// does with two directories that `make outputs` has written to. It prints how many outputs are missing, extra and
// changed, has both programs print the first of those that changed, and shows where they differ.
//
// product.go is all that touches the product's own code. Start at run.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "outputs:", err)
		os.Exit(1)
	}
}

// Names of the files in the directory that is written to. `make outputs` builds the two programs there.
const (
	digestsFile = "digests.txt"
	shownFile   = "shown.json"
	program     = "outputs"
	command     = "rustasync"
)

// arguments say what goes in and where it is written down.
type arguments struct {
	tree     string // whose testdata goes in
	samples  string // an archive of texts from elsewhere, "" for none
	profiles string // a directory of profiles from elsewhere, "" for none
	to       string // the directory that is written to, where the command is
	all      bool   // every input goes through all sets, which takes an hour
	only     string // what the names of inputs start with, "" for all
	show     string // the file that lists what is shown, "" where digests are written
}

func (a *arguments) parse(args []string) ([]string, error) {
	flags := flag.NewFlagSet("outputs", flag.ContinueOnError)
	flags.StringVar(&a.tree, "tree", ".", "the tree whose testdata goes in")
	flags.StringVar(&a.samples, "samples", "", "a .tar or .tar.xz of texts")
	flags.StringVar(&a.profiles, "profiles", "", "a directory of profiles, compressed with xz or not")
	flags.StringVar(&a.to, "to", "_build/outputs/here", "the directory to write to, which has the command rustasync")
	flags.BoolVar(&a.all, "all", false, "clean every input by all configurations; takes long")
	flags.StringVar(&a.only, "only", "", "what the names of inputs start with, such as corpus/1.95")
	flags.StringVar(&a.show, "show", "", "a file with the names of outputs, one a line, that are written in full")
	err := flags.Parse(args)
	return flags.Args(), err
}

func run(args []string) error {
	var a arguments
	if len(args) > 0 && args[0] == "compare" {
		directories, err := a.parse(args[1:])
		if err != nil {
			return err
		}
		if len(directories) != 2 {
			return fmt.Errorf("compare takes two directories, not %d", len(directories))
		}
		return compare(&a, directories[0], directories[1], os.Stdout)
	}
	rest, err := a.parse(args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("%q is no argument", rest)
	}
	return writeOutputs(&a)
}

// writeOutputs writes the digests of all outputs, or those in full that are to be shown.
func writeOutputs(a *arguments) error {
	inputs, err := newInputs(a)
	if err != nil {
		return err
	}
	defer inputs.close()
	jobs, err := inputs.jobs()
	if err != nil {
		return err
	}
	if a.show != "" {
		names, err := os.ReadFile(a.show)
		if err != nil {
			return err
		}
		outputs, err := work(jobs, wantedOf(strings.Fields(string(names))))
		if err != nil {
			return err
		}
		return writeShown(filepath.Join(a.to, shownFile), outputs)
	}
	jobs = slices.DeleteFunc(jobs, func(j job) bool { return !strings.HasPrefix(j.input, a.only) })
	outputs, err := work(jobs, nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d outputs of %d inputs\n", len(outputs), len(jobs))
	return writeDigests(filepath.Join(a.to, digestsFile), outputs)
}
