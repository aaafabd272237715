package main

// Stacks to try: captures of real programs that the tests use too.

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// example is a stack to try.
type example struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// captures are from the corpus: held-out programs in the style of small services.
var captures = []struct{ title, build, program, scenario, form string }{
	{"A task that took too long: tokio, rustc 1.95", "1.95-v0-release", "warehouse", "courier_too_slow", "display"},
	{"A request handler: hyper and tower, rustc 1.95", "1.95-v0-debug", "gateway", "no_token", "display"},
	{"The same, with legacy names: rustc 1.63", "1.63-legacy-debug", "gateway", "no_token", "display"},
	{"A panic message: rustc 1.97 nightly", "nightly-v0-debug", "mailqueue", "handler_panics", "panic"},
	{"Several closures: rustc 1.95", "1.95-v0-release", "chat", "moderation_hook", "display"},
}

// cases are test cases of stacktext for other layouts.
var cases = []struct{ title, file string }{
	{"An error report: color-eyre", "color-eyre/plain-v0.txtar"},
	{"A debugger: gdb, rustc 1.63", "gdb/genfuture.txtar"},
	{"A debugger: lldb, rustc 1.95", "lldb/v0.txtar"},
}

// loadExamples reads all of them from the repository's root.
func loadExamples(root string) ([]example, error) {
	demo, err := loadDemo(filepath.Join(root, "testdata/demo/logs.json"))
	if err != nil {
		return nil, err
	}
	examples := []example{demo}
	for _, c := range captures {
		build, err := corpus.LoadBuild(filepath.Join(root, "testdata/corpus/heldout", c.build+".txtar.gz"))
		if err != nil {
			return nil, err
		}
		text, ok := textOf(&build, c.program, c.scenario, corpus.Form(c.form))
		if !ok {
			return nil, fmt.Errorf("%s: no %s/%s/%s", c.build, c.program, c.scenario, c.form)
		}
		examples = append(examples, example{c.title, text})
	}
	for _, c := range cases {
		text, err := loadCase(filepath.Join(root, "stacktext/testdata", c.file))
		if err != nil {
			return nil, err
		}
		examples = append(examples, example{c.title, text})
	}
	return examples, nil
}

func textOf(build *corpus.Build, program, scenario string, form corpus.Form) (string, bool) {
	for i := range build.Scenarios {
		s := &build.Scenarios[i]
		if s.Program == program && s.Name == scenario && s.Form == form {
			return s.Text, true
		}
	}
	return "", false
}

func loadCase(file string) (string, error) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		return "", err
	}
	for _, section := range archive.Files {
		if strings.TrimSuffix(section.Name, "$") == "input" {
			return string(section.Data), nil
		}
	}
	return "", fmt.Errorf("%s: no input", file)
}

// loadDemo returns the longest of the stacks that `make demo` sends.
func loadDemo(file string) (example, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return example{}, err
	}
	var request any
	if err := json.Unmarshal(raw, &request); err != nil {
		return example{}, fmt.Errorf("%s: %w", file, err)
	}
	longest := ""
	eachString(request, func(text string) {
		if strings.Count(text, "\n") > strings.Count(longest, "\n") {
			longest = text
		}
	})
	return example{"A shop's request: tokio, hyper and tower, rustc 1.63", longest}, nil
}

func eachString(value any, visit func(string)) {
	switch value := value.(type) {
	case string:
		visit(value)
	case []any:
		for _, element := range value {
			eachString(element, visit)
		}
	case map[string]any:
		for _, element := range value {
			eachString(element, visit)
		}
	}
}
