package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

func assembled(t *testing.T, examples []example) string {
	t.Helper()
	page, err := assemble(os.DirFS("../../../docs/playground"), []byte("loader()"), []byte("\x00asm"), examples)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// TestPolicyNamesWhatIsInThePage computes the hash of every script and style as a browser does.
func TestPolicyNamesWhatIsInThePage(t *testing.T) {
	page := assembled(t, nil)
	allowed := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1]
	if !strings.HasPrefix(allowed, "default-src 'none'; ") || strings.Contains(allowed, "unsafe-inline") {
		t.Errorf("the policy is %s", allowed)
	}
	elements := regexp.MustCompile(`(?s)<(script|style)>(.*?)</`).FindAllStringSubmatch(page, -1)
	if len(elements) != 3 {
		t.Fatalf("%d elements, want style, loader and script", len(elements))
	}
	for _, element := range elements {
		if !strings.Contains(allowed, element[1]+"-src '") || !strings.Contains(allowed, hashSource(element[2])) {
			t.Errorf("the policy does not allow %.60q", element[2])
		}
	}
}

// TestPageLoadsNothing looks for what the policy would block anyway.
func TestPageLoadsNothing(t *testing.T) {
	page := assembled(t, nil)
	for _, reference := range regexp.MustCompile(`(?:src|href|action)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if target := reference[1]; target != "data:," && target != "https://github.com/rustasyncprocessor/rustasyncprocessor" {
			t.Errorf("the page refers to %s", target)
		}
	}
	if strings.Contains(page, "style=") || regexp.MustCompile(`\son[a-z]+="`).MatchString(page) {
		t.Error("the page has attributes that its policy forbids")
	}
}

func TestPageHasTheProgram(t *testing.T) {
	program := regexp.MustCompile(`id="program">([^<]*)<`).FindStringSubmatch(assembled(t, nil))[1]
	packed, err := base64.StdEncoding.DecodeString(program)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(r); err != nil || string(unpacked) != "\x00asm" {
		t.Errorf("unpacked %q, %v", unpacked, err)
	}
}

func TestPageHasEveryClass(t *testing.T) {
	page := assembled(t, nil)
	removed := rewrite.Standard
	for c := range rewrite.Classes {
		class := rewrite.Class(c)
		if classTexts[c] == "" {
			t.Errorf("%s is not described", class)
		}
		if class == rewrite.Application {
			continue
		}
		_, rest, found := strings.Cut(page, `value="`+class.String()+`"`)
		if !found || strings.HasPrefix(rest, " checked") != removed.Has(class) {
			t.Errorf("the switch of %s is not set as the default is", class)
		}
		if !strings.Contains(page, "."+class.String()+" {") {
			t.Errorf("%s has no colour", class)
		}
	}
}

func TestTextDoesNotEndItsElement(t *testing.T) {
	page := assembled(t, []example{{"title", "</script><script>alert(1)</script>"}})
	if strings.Contains(page, "<script>alert") {
		t.Error("an example became a script")
	}
}

// TestExamples has every example cleaned.
func TestExamples(t *testing.T) {
	examples, err := loadExamples("../../..")
	if err != nil {
		t.Fatal(err)
	}
	rewriter, err := rewrite.New(rewrite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		if _, report := rewriter.Text(e.Text); report.Outcome != rewrite.Cleaned {
			t.Errorf("%s: %s", e.Title, report.Outcome)
		}
	}
}
