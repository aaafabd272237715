package corpus

import (
	"strings"
	"testing"
)

const directory = "../../../testdata/corpus"

func TestLoad(t *testing.T) {
	builds, err := Load(directory)
	if err != nil {
		t.Fatal(err)
	}
	services, err := LoadServices(directory)
	if err != nil {
		t.Fatal(err)
	}
	if len(builds) == 0 || len(services) == 0 {
		t.Fatal("no builds")
	}
	builds = append(builds, services...)
	for _, build := range builds {
		t.Run(build.Name, func(t *testing.T) { checkBuild(t, build) })
	}
}

// checkBuild checks that every text is a stack with truth, and that it has application frames, unless these may have been
// inlined into frames that stripping made invisible.
func checkBuild(t *testing.T, build Build) {
	if build.Comment == "" || len(build.Scenarios) == 0 {
		t.Fatalf("comment %q, %d scenarios", build.Comment, len(build.Scenarios))
	}
	for _, s := range build.Scenarios {
		application := 0
		for _, frame := range s.Frames {
			if frame.Application {
				application++
			}
			if frame.Match == ByAddress && frame.Crate == "" {
				t.Errorf("%s/%s %s: found by address, but no crate", s.Program, s.Name, s.Form)
			}
		}
		if application == 0 && (strings.HasSuffix(build.Name, "-debug") || strings.HasSuffix(build.Name, "-release")) {
			t.Errorf("%s/%s %s: no application frame", s.Program, s.Name, s.Form)
		}
		if n := framesOf(s); n != len(s.Frames) {
			t.Errorf("%s/%s %s: %d frames with truth, text has %d", s.Program, s.Name, s.Form, len(s.Frames), n)
		}
	}
}

// framesOf counts the frames of a text by what each form has once per frame and nowhere else.
func framesOf(s Scenario) int {
	switch s.Form {
	case Debug, Pretty:
		return strings.Count(s.Text, "{ fn: ")
	}
	count := 0
	inMessage := s.Form == Panic || s.Form == PanicFull
	for line := range strings.Lines(s.Text) {
		switch {
		case line == "stack backtrace:\n":
			inMessage = false
		case strings.HasPrefix(line, "thread '"):
			inMessage = true
		}
		number, _, ok := strings.Cut(strings.TrimLeft(line, " "), ": ")
		if !inMessage && ok && number != "" && strings.Trim(number, "0123456789") == "" {
			count++
		}
	}
	return count
}
