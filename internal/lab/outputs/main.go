// Command outputs records the outputs of the product, to check that they are the same after a refactoring, byte for byte.
//
// In go the inputs of a tree: every text of the corpus, of the cases and of fuzzing, every profile, every program with
// debug information, every batch of the demo; and samples and profiles from elsewhere. Each goes through the product with
// and without an index, with each of a few configurations, or with some of them if there are thousands of such inputs.
// Out comes a file with a line for each of these, with a digest of everything that came out; -show prints what the
// digests stand for. The format does not use names from the code, so that two versions of the product can be compared,
// which is what
//
//	outputs compare BASE HERE
//
// does with two directories that `make outputs` wrote to. It prints how many outputs are missing, extra and changed, runs
// both programs to print the first changed ones, and shows where they differ.
//
// Only product.go touches the product's own code. Start at run.
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

// Names of the files in the output directory. `make outputs` builds the two programs there.
const (
	digestsFile = "digests.txt"
	shownFile   = "shown.json"
	program     = "outputs"
	command     = "rustasync"
)

// arguments say what to clean and where to write the outputs.
type arguments struct {
	tree     string // the tree whose testdata to use
	samples  string // an archive of texts from elsewhere, "" for none
	profiles string // a directory of profiles from elsewhere, "" for none
	to       string // the directory to write to, which has the command
	all      bool   // clean every input with all sets, which takes an hour
	only     string // prefix of the names of inputs, "" for all
	show     string // the file that lists what to show, "" to write digests
}

func (a *arguments) parse(args []string) ([]string, error) {
	flags := flag.NewFlagSet("outputs", flag.ContinueOnError)
	flags.StringVar(&a.tree, "tree", ".", "the tree whose testdata to use")
	flags.StringVar(&a.samples, "samples", "", "a .tar or .tar.xz of texts")
	flags.StringVar(&a.profiles, "profiles", "", "a directory of profiles, compressed with xz or not")
	flags.StringVar(&a.to, "to", "_build/outputs/here", "the directory to write to, which has the command rustasync")
	flags.BoolVar(&a.all, "all", false, "clean every input with all configurations; takes long")
	flags.StringVar(&a.only, "only", "", "prefix of the names of inputs, such as corpus/1.95")
	flags.StringVar(&a.show, "show", "", "a file with the names of outputs to write in full, one per line")
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
		return fmt.Errorf("unknown argument %q", rest)
	}
	return writeOutputs(&a)
}

// writeOutputs writes the digests of all outputs, or in full those to show.
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
