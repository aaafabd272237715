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
		before, of0 := equal, total
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
		t.Logf("%-22s %5d of %5d equal to v0, %.4f", build.Name, equal-before, total-of0, ratio(equal-before, total-of0))
		if bound, bounded := equalPrints[build.Name]; bounded && ratio(equal-before, total-of0) < bound {
			t.Errorf("%s: %.4f equal to v0, at least %.2f wanted", build.Name, ratio(equal-before, total-of0), bound)
		}
	}
	t.Logf("fingerprint equal in legacy and v0: %d of %d, %.4f", equal, total, ratio(equal, total))
	if ratio(equal, total) < 0.98 {
		t.Errorf("less than 0.98")
	}
}

// equalPrints bounds the fingerprints that are equal in both manglings, of builds as most people ship them.
var equalPrints = map[string]float64{"1.95-legacy-stripped": 0.99, "1.95-legacy-debug": 0.99}

// TestFingerprintOfMethods holds that both manglings of a method give one fingerprint: of one that the trait provides, which
// legacy names by the trait and v0 by the type, and of one that an impl has. The standard library's traits are no help to tell
// failures apart, and types are.
func TestFingerprintOfMethods(t *testing.T) {
	r := newRewriter(t, rewrite.Options{Summarize: true})
	const around = "\n   2: <tokio::runtime::task::core::Core<T,S>>::poll\n   3: app::main\n   4: std::rt::lang_start\n"
	of := func(name string) string {
		_, report := r.Text("stack backtrace:\n   0: app::work\n   1: " + name + around)
		return report.Fingerprint
	}
	for legacy, v0 := range map[string]string{
		"app::Accounts::load_all::{{closure}}":                          "<app::Memory as app::Accounts>::load_all::{closure#0}",
		"<app::Memory as app::Accounts>::load::{{closure}}":             "<app::Memory as app::Accounts>::load::{closure#0}",
		"<T as app::Ext>::go":                                           "<alloc::vec::Vec<u8> as app::Ext>::go",
		"<app::Order as core::fmt::Display>::fmt":                       "<app::Order as core::fmt::Display>::fmt",
		"app::orders::<impl core::fmt::Display for app::Order<T>>::fmt": "<app::Order<u8> as core::fmt::Display>::fmt",
	} {
		if of(legacy) != of(v0) {
			t.Errorf("%s and %s differ", legacy, v0)
		}
	}
	if of("<app::Order as core::fmt::Display>::fmt") == of("<app::Item as core::fmt::Display>::fmt") {
		t.Error("impls of a trait of the standard library are told apart by nothing")
	}
}

// TestFingerprintOfInlinedBodies holds that a body that only a v0 name tells of makes no difference, and is the culprit.
func TestFingerprintOfInlinedBodies(t *testing.T) {
	r := newRewriter(t, rewrite.Options{Summarize: true})
	_, v0 := r.Text("   0: <tokio::time::timeout::Timeout<app::slow::{closure#0}> as core::future::future::Future>::poll\n   1: app::serve::{closure#0}\n   2: app::main\n")
	_, legacy := r.Text("   0: <tokio::time::timeout::Timeout<T> as core::future::future::Future>::poll\n   1: app::serve::{{closure}}\n   2: app::main\n")
	if v0.Fingerprint != legacy.Fingerprint {
		t.Error("the manglings have two fingerprints")
	}
	if v0.Culprit.Function != "app::slow::{async-fn#0}" {
		t.Errorf("the culprit is %q", v0.Culprit.Function)
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
