package rewrite_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// TestFingerprint checks on the whole corpus that the two manglings of a program give one fingerprint, that different
// failures have different ones, and that source locations and addresses do not matter.
func TestFingerprint(t *testing.T) {
	builds := loadCorpus(t)
	options := rewrite.Options{}
	options.Summarize = true
	r := newRewriter(t, options)
	prints := map[string]string{} // by build, program, scenario and form
	of := func(build string, s corpus.Scenario) string {
		return strings.Join([]string{build, s.Program, s.Name, string(s.Form)}, " ")
	}
	for _, build := range builds {
		shared := map[string]corpus.Scenario{}
		for _, s := range build.Scenarios {
			_, report := r.Text(s.Text)
			prints[of(build.Name, s)] = report.Fingerprint
			if _, moved := r.Text(locations.ReplaceAllString(s.Text, "at /srv/elsewhere/$1.rs:77:7")); moved.Fingerprint != report.Fingerprint {
				t.Errorf("%s: depends on source locations", of(build.Name, s))
			}
			other, seen := shared[report.Fingerprint]
			if seen && failure(other) != failure(s) {
				t.Errorf("%s: shares its fingerprint with %s\n%s\n%s", of(build.Name, s), other.Name, failure(s), failure(other))
			}
			shared[report.Fingerprint] = s
		}
	}
	equal, total := 0, 0
	for _, build := range builds {
		if !strings.Contains(build.Name, "legacy") {
			continue
		}
		for _, s := range build.Scenarios {
			legacy, v0 := of(build.Name, s), of(strings.Replace(build.Name, "legacy", "v0", 1), s)
			if _, ok := prints[v0]; !ok {
				continue
			}
			if total++; prints[legacy] == prints[v0] {
				equal++
			} else if verbose {
				t.Logf("%s differs", legacy)
			}
		}
	}
	t.Logf("fingerprint equal in legacy and v0: %d of %d, %.4f", equal, total, ratio(equal, total))
	if ratio(equal, total) < 0.98 {
		t.Errorf("less than 0.98")
	}
}

var locations = regexp.MustCompile(`at \./([\w./-]+)\.rs:\d+:\d+`)

// failure says where it happened according to the truth: the application frames, without generic arguments and numbers
// that legacy names lack, which a fingerprint must ignore.
func failure(s corpus.Scenario) string {
	var names []string
	for _, f := range s.Frames {
		if !f.Application {
			continue
		}
		name, err := rustname.Parse(f.Name)
		if err != nil {
			return err.Error()
		}
		names = append(names, name.Canonical())
	}
	return strings.Join(names, " < ")
}
