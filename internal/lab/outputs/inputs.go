package main

// The inputs, and where to find them: in a tree, or where the arguments say.

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// inputs are the inputs in a tree, and what cleans them.
type inputs struct {
	*arguments
	scratch string // a directory for files that the command reads
	configs []string
	known   *stores
	builds  []corpus.Build

	texts    []*textCleaner // by set
	mutex    sync.Mutex
	informed map[string]*textCleaner // by set and index
}

// text is a text to clean. Its index is a glob for files.
type text struct {
	name, content, index string
	all                  bool // clean it with all sets
}

// profile is a profile to clean.
type profile struct {
	name  string
	raw   []byte
	index string
	all   bool // clean it with all sets
	kept  bool // found by fuzzing, and not explained
}

// newInputs prepares everything that inputs need.
func newInputs(a *arguments) (*inputs, error) {
	in := &inputs{arguments: a, known: newStores(), informed: map[string]*textCleaner{}}
	var err error
	if in.scratch, err = os.MkdirTemp("", "outputs-"); err != nil {
		return nil, err
	}
	for _, s := range sets {
		cleaner, err := newTextCleaner(s)
		if err != nil {
			return nil, err
		}
		config := filepath.Join(in.scratch, s.name+".yaml")
		if err := os.WriteFile(config, []byte(s.yaml), 0o644); err != nil {
			return nil, err
		}
		in.texts, in.configs = append(in.texts, cleaner), append(in.configs, config)
	}
	in.builds, err = corpus.Load(in.path("testdata/corpus"))
	return in, err
}

func (in *inputs) close() {
	if err := os.RemoveAll(in.scratch); err != nil {
		fmt.Fprintln(os.Stderr, "outputs:", err)
	}
}

// path returns the path of a file of the tree.
func (in *inputs) path(name string) string { return filepath.Join(in.tree, filepath.FromSlash(name)) }

// anyIndex is a glob for the indexes of all programs of the corpus.
func (in *inputs) anyIndex() string { return in.path("testdata/corpus/index/*.idx") }

// jobs returns everything to do, the slowest first.
func (in *inputs) jobs() ([]job, error) {
	var all []job
	for _, find := range []func() ([]job, error){in.profileJobs, in.programJobs, in.batchJobs, in.demangleJobs, in.textJobs} {
		found, err := find()
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, errors.New("an input that every tree has is missing")
		}
		all = append(all, found...)
	}
	return all, nil
}

// textJobs has the texts of the corpus, the cases, fuzzing and the samples.
func (in *inputs) textJobs() ([]job, error) {
	var texts []text
	for _, build := range in.builds {
		name := "corpus/" + build.Name
		if build.HeldOut {
			name = "corpus/heldout/" + build.Name
		}
		for _, s := range build.Scenarios {
			texts = append(texts, text{
				fmt.Sprintf("%s/%s/%s/%s", name, s.Program, s.Name, s.Form), s.Text, in.indexOf(build.Name), false,
			})
		}
	}
	err := in.eachCase(func(name string, section []byte) error {
		texts = append(texts, text{"cases/" + name, string(section), in.anyIndex(), true})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = in.eachKept([]string{"FuzzText", "FuzzParts", "FuzzFind"}, func(name string, content []byte) error {
		texts = append(texts, text{"kept/" + name, string(content), in.anyIndex(), false})
		return nil
	})
	if err == nil && in.samples != "" {
		err = eachMember(in.samples, func(name string, content []byte) error {
			if strings.HasSuffix(name, ".txt") {
				texts = append(texts, text{"samples/" + name, string(content), in.anyIndex(), false})
			}
			return nil
		})
	}
	jobs := make([]job, len(texts))
	for i, t := range texts {
		jobs[i] = job{t.name, func() ([]output, error) { return in.cleanText(t) }}
	}
	return jobs, err
}

// indexOf returns the index of a build. A stripped build uses the index made before stripping.
func (in *inputs) indexOf(build string) string {
	return in.path("testdata/corpus/index/" + strings.Replace(build, "-stripped", "-release", 1) + ".idx")
}

// eachCase calls f with each section of each case in the tree.
func (in *inputs) eachCase(f func(name string, section []byte) error) error {
	return filepath.WalkDir(in.tree, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != in.tree && strings.HasPrefix(entry.Name(), "_") {
			return fs.SkipDir // build results
		}
		if filepath.Ext(path) != ".txtar" {
			return nil
		}
		archive, err := txtar.ParseFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(in.tree, path)
		for _, section := range archive.Files {
			data := section.Data
			if strings.HasSuffix(section.Name, "$") { // see package casetest
				data = data[:max(0, len(data)-1)]
			}
			err = errors.Join(err, f(filepath.ToSlash(name)+"/"+section.Name, data))
		}
		return err
	})
}

// unzipPrograms writes the programs in testdata to a directory and returns it.
func (in *inputs) unzipPrograms() (string, error) {
	var found string
	err := filepath.WalkDir(in.path("internal"), func(path string, _ fs.DirEntry, err error) error {
		if filepath.Base(path) == "programs.zip" {
			found = path
		}
		return err
	})
	if err != nil {
		return "", err
	}
	archive, err := zip.OpenReader(found)
	if err != nil {
		return "", fmt.Errorf("programs.zip: %w", err)
	}
	directory := filepath.Join(in.scratch, "programs")
	return directory, errors.Join(os.CopyFS(directory, archive), archive.Close())
}
