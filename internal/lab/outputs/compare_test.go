package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// outputsOf makes an output with a text and a report for each name.
func outputsOf(texts map[string]string) []output {
	var outputs []output
	for name, text := range texts {
		outputs = append(outputs, output{name, "defaults", []part{{"text", text}, {"report", "cleaned"}}})
	}
	return outputs
}

// written writes outputs and reads them back.
func written(t *testing.T, outputs []output) map[string][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), digestsFile)
	if err := writeDigests(path, keep(outputs, nil)); err != nil {
		t.Fatal(err)
	}
	known, err := readDigests(path)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

func TestDiffer(t *testing.T) {
	base := written(t, outputsOf(map[string]string{"texts/same": "a", "texts/gone": "b", "texts/other": "c"}))
	here := written(t, outputsOf(map[string]string{"texts/same": "a", "texts/come": "b", "texts/other": "d"}))
	d := differ(base, here)
	if !slices.Equal(d.missing, []string{"texts/gone|defaults"}) {
		t.Errorf("missing: %q", d.missing)
	}
	if !slices.Equal(d.extra, []string{"texts/come|defaults"}) {
		t.Errorf("extra: %q", d.extra)
	}
	if parts := d.changed["texts/other|defaults"]; len(d.changed) != 1 || !slices.Equal(parts, []string{"text"}) {
		t.Errorf("changed: %q", d.changed)
	}
	var out strings.Builder
	d.print(&out)
	const want = `1 outputs changed, 1 missing, 1 extra
       1  texts, defaults: text
missing: texts/gone|defaults
extra: texts/come|defaults
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	if d := differ(base, base); d.any() {
		t.Errorf("differs from itself: %+v", d)
	}
}

func TestPartsThatDiffer(t *testing.T) {
	for _, c := range []struct{ base, here, want []string }{
		{[]string{"text=1", "report=2"}, []string{"text=1", "report=3"}, []string{"report"}},
		{[]string{"text=1"}, []string{"text=1", "again=2"}, []string{"again"}},
		{[]string{"text=1", "error=2"}, []string{"text=1"}, []string{"error"}},
		{[]string{"text=1", "report=2"}, []string{"report=2", "text=1"}, []string{"order"}},
	} {
		if got := differingParts(c.base, c.here); !slices.Equal(got, c.want) {
			t.Errorf("%q and %q: %q, want %q", c.base, c.here, got, c.want)
		}
	}
}

func TestOneOfEachGroupIsShownFirst(t *testing.T) {
	d := &difference{changed: map[string][]string{"batches/x|defaults": {"counts"}, "profiles/x|defaults": {"bytes"}}}
	for _, letter := range "abcdefghijklmnopqrstuvwxyz" {
		d.changed["cases/"+string(letter)+"|defaults"] = []string{"text"}
	}
	got := d.chosen()
	if want := []string{"batches/x|defaults", "cases/a|defaults", "profiles/x|defaults"}; !slices.Equal(got[:3], want) {
		t.Errorf("%q, want %q first", got, want)
	}
	if len(got) != mostShown {
		t.Errorf("%d are shown", len(got))
	}
}

func TestTwoOutputsOfOneName(t *testing.T) {
	outputs := outputsOf(map[string]string{"texts/a b": "1", "texts/a_b": "2"})
	if err := writeDigests(filepath.Join(t.TempDir(), digestsFile), keep(outputs, nil)); err == nil {
		t.Error("no error")
	}
}

func TestNothingWasWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), digestsFile)
	for _, content := range []string{"", "texts/a|defaults\n"} {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readDigests(path); err == nil {
			t.Errorf("%q: no error", content)
		}
	}
}

func TestShown(t *testing.T) {
	outputs := []output{
		{"profiles/a", "defaults", []part{{"bytes", "\x1f\x8b\xff"}, {"counts", ""}}},
		{"profiles/a", "labels-none", []part{{"bytes", "not wanted"}}},
	}
	name := outputs[0].name()
	path := filepath.Join(t.TempDir(), shownFile)
	if err := writeShown(path, keep(outputs, wantedOf([]string{name}))); err != nil {
		t.Fatal(err)
	}
	known, err := readShown(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(known) != 1 || known[name]["bytes"] != "\x1f\x8b\xff" {
		t.Errorf("%q", known)
	}
	if _, ok := known[name]["counts"]; !ok {
		t.Error("an empty part is missing")
	}
}

func TestPrintChange(t *testing.T) {
	var out bytes.Buffer
	base := map[string]string{"text": "same\nold\n", "error": "bad\n"}
	printChange(&out, []string{"text", "error"}, base, map[string]string{"text": "same\nnew\n"})
	const want = `--- text
+++ text
@ line 2
  same
- old
+ new
--- error
+++ error (missing)
@ line 1
- bad
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	out.Reset()
	printChange(&out, []string{"text"}, base, base)
	if !strings.HasPrefix(out.String(), "no difference on its own") {
		t.Errorf("%s", out.String())
	}
}
