package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/corpus"
)

// prettyEvery is how many scenarios share one `{:#?}` text: it has the frames of `{:?}` and one layout.
const prettyEvery = 8

// program is one program whose texts are added to the archive.
type program struct {
	name     string
	resolver resolver
}

func newProgram(name string, own []string, information *binary, stripped bool) *program {
	p := &program{name: name, resolver: resolver{own: map[string]bool{}, information: information, stripped: stripped}}
	for _, crate := range own {
		p.resolver.own[crate] = true
	}
	return p
}

func (p *program) addScenarios(archive *strings.Builder, directory string, counts *counts) error {
	scenarios, err := filepath.Glob(filepath.Join(directory, "*"))
	if err != nil {
		return err
	}
	for i, scenario := range scenarios {
		if err := p.addScenario(archive, scenario, i%prettyEvery == 0, counts); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(scenario), err)
		}
	}
	return nil
}

// addScenario adds the texts of one run, and the truth of their frames. What has addresses is read first; the
// other forms follow it.
func (p *program) addScenario(archive *strings.Builder, directory string, pretty bool, counts *counts) error {
	texts, err := readTexts(directory)
	if err != nil {
		return err
	}
	full, forms := corpus.Alternate, []corpus.Form{corpus.Alternate, corpus.Display, corpus.Debug}
	if texts[full] == "" {
		full, forms = corpus.PanicFull, []corpus.Form{corpus.PanicFull, corpus.Panic}
	} else if pretty {
		forms = append(forms, corpus.Pretty)
	}
	modules, err := readModules(filepath.Join(directory, "maps.txt"))
	if err != nil {
		return err
	}
	frames := readAlternate(texts[full])
	truths, err := p.resolver.resolve(frames, modules)
	if err != nil {
		return err
	}
	name := p.name + "/" + filepath.Base(directory)
	for _, form := range forms {
		fmt.Fprintf(archive, "-- %s/%s.txt --\n%s\n", name, form, strings.TrimSuffix(texts[form], "\n"))
	}
	fmt.Fprintf(archive, "-- %s/truth.tsv --\n%s\n", name, corpus.TruthHeader)
	p.writeRows(archive, frames, truths, texts)
	counts.add(name, frames, truths)
	return nil
}

func readTexts(directory string) (map[corpus.Form]string, error) {
	texts := map[corpus.Form]string{}
	for _, form := range []corpus.Form{corpus.Alternate, corpus.Display, corpus.Debug, corpus.Pretty, corpus.Panic,
		corpus.PanicFull} {
		data, err := os.ReadFile(filepath.Join(directory, string(form)+".txt"))
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		texts[form] = string(data)
	}
	return texts, nil
}

// writeRows writes a row a frame, with its position in each form.
func (p *program) writeRows(archive *strings.Builder, frames []printed, truths []corpus.FrameTruth, texts map[corpus.Form]string) {
	columns := make([][]string, len(frames))
	for i := range columns {
		columns[i] = []string{strconv.Itoa(i), "-", "-", "-"}
	}
	for column, form := range [][]printed{
		1: readDisplay(texts[corpus.Display]),
		2: readDebug(texts[corpus.Debug]),
		3: readDisplay(texts[corpus.Panic]),
	} {
		at, matched := align(form, frames)
		if !matched {
			fmt.Fprintf(os.Stderr, "%s: a frame of form %d is not in the full text\n", p.name, column)
		}
		position := 0
		for i, row := range at {
			if row >= 0 {
				columns[row][column] = strconv.Itoa(position)
			}
			if form[i].omitted == 0 {
				position++
			}
		}
	}
	for i, truth := range truths {
		archive.WriteString(row(columns[i], truth))
	}
}
