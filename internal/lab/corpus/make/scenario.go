package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// prettyEvery is how many scenarios share one `{:#?}` text, which has the same frames as `{:?}` in only one layout.
const prettyEvery = 16

// program is one program whose texts are added to the archive.
type program struct {
	name      string
	resolver  resolver
	functions *functionTable
}

func newProgram(name string, own []string, resolver resolver) *program {
	resolver.own = map[string]bool{}
	for _, crate := range own {
		resolver.own[crate] = true
	}
	return &program{name, resolver, newFunctionTable()}
}

func (p *program) addScenarios(archive *archive, directory string, counts *counts) error {
	scenarios, err := filepath.Glob(filepath.Join(directory, "*"))
	if err != nil {
		return err
	}
	for i, scenario := range scenarios {
		if err := p.addScenario(archive, scenario, i%prettyEvery == 0, counts); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(scenario), err)
		}
	}
	archive.add(p.name+"/"+corpus.FunctionsFile, p.functions.String())
	return nil
}

// addScenario adds the texts of one run, and the truth about their frames. It reads the form with addresses first; the
// other forms follow it.
func (p *program) addScenario(archive *archive, directory string, pretty bool, counts *counts) error {
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
	columns, err := positionColumns(frames, texts)
	if err != nil {
		return err
	}
	name := p.name + "/" + filepath.Base(directory)
	for _, form := range forms {
		archive.add(fmt.Sprintf("%s/%s.txt", name, form), texts[form])
	}
	archive.add(name+"/"+corpus.TruthFile, truthTable(p.functions, columns, truths))
	counts.add(frames, truths)
	return nil
}

func readTexts(directory string) (map[corpus.Form]string, error) {
	texts := map[corpus.Form]string{}
	for _, form := range []corpus.Form{
		corpus.Alternate, corpus.Display, corpus.Debug, corpus.Pretty, corpus.Panic,
		corpus.PanicFull,
	} {
		data, err := os.ReadFile(filepath.Join(directory, string(form)+".txt"))
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		texts[form] = string(data)
	}
	return texts, nil
}

// positionColumns returns each frame's position in the alternate form and in the others, "-" if a form leaves it out.
func positionColumns(frames []printed, texts map[corpus.Form]string) ([][]string, error) {
	columns := make([][]string, len(frames))
	for i := range columns {
		columns[i] = []string{strconv.Itoa(i), "-", "-", "-"}
	}
	forms := []struct {
		form   corpus.Form
		frames []printed
	}{
		{corpus.Display, readDisplay(texts[corpus.Display])},
		{corpus.Debug, readDebug(texts[corpus.Debug])},
		{corpus.Panic, readDisplay(texts[corpus.Panic])},
	}
	for i, f := range forms {
		rows, err := align(f.frames, frames)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.form, err)
		}
		for position, row := range rows {
			columns[row][1+i] = strconv.Itoa(position)
		}
	}
	return columns, nil
}
