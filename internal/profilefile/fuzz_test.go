package profilefile_test

import (
	"bytes"
	"testing"

	"github.com/google/pprof/profile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
)

// smallStacks are folded stacks, of which two become equal.
const smallStacks = `shop;main;_ZN3std2rt10lang_start17h0123456789abcdefE;tokio::runtime::task::raw::RawTask::poll;` +
	`<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll;shop::pay::{{closure}} 3
shop;main;<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll;shop::pay::{{closure}} 4
go;main.main 5
`

// smallPprof is a profile with what pprof has and OTLP has not.
func smallPprof() []byte {
	names := []string{
		"shop::pay::{{closure}}", "<core::future::from_generator::GenFuture<T> as core::future::future::Future>::poll",
		"_ZN5tokio7runtime4task3raw7RawTask4poll17h0123456789abcdefE",
	}
	p := &profile.Profile{
		SampleType: []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}},
		Mapping:    []*profile.Mapping{{ID: 1, File: "shop", BuildID: "ab"}},
	}
	for i, name := range names {
		p.Function = append(p.Function, &profile.Function{ID: uint64(i + 1), Name: name, Filename: "a.rs"})
		p.Location = append(p.Location, &profile.Location{
			ID: uint64(i + 1), Mapping: p.Mapping[0], Address: uint64(i), Line: []profile.Line{{Function: p.Function[i], Line: 7}},
		})
	}
	p.Location[0].Line = append(p.Location[0].Line, profile.Line{Function: p.Function[1]})
	for i := range 3 {
		p.Sample = append(p.Sample, &profile.Sample{
			Location: p.Location[:i+1], Value: []int64{1, 2}, Label: map[string][]string{"thread": {"worker"}},
			NumLabel: map[string][]int64{"bytes": {8}}, NumUnit: map[string][]string{"bytes": {"B"}},
		})
	}
	var out bytes.Buffer
	_ = p.WriteUncompressed(&out)
	return out.Bytes()
}

// FuzzRead holds what is promised of any file: it is read or refused, cleaned twice is cleaned once, the format stays,
// and so do the totals.
func FuzzRead(f *testing.F) {
	f.Add([]byte(smallStacks))
	f.Add(smallPprof())
	f.Add([]byte(`{"resourceProfiles":[{}],"dictionary":{"stringTable":["","a"]}}`))
	f.Add([]byte("\x0a\x00\x12\x00"))
	f.Add([]byte("\x12\x02\x12\x00")) // a location, and no table of mappings
	p := newProcessor(f, nil)
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := profilefile.Read(raw)
		if err != nil {
			return
		}
		cleaned, err := file.Clean(p)
		if err != nil {
			t.Fatal(err)
		}
		after, err := profilefile.Read(cleaned)
		if err != nil {
			t.Fatalf("what was cleaned cannot be read: %v", err)
		}
		if file.Format() != after.Format() {
			t.Errorf("%s became %s", file.Format(), after.Format())
		}
		twice, err := after.Clean(p)
		if err != nil || !bytes.Equal(cleaned, twice) {
			t.Errorf("cleaned once: %q\ntwice: %q, %v", cleaned, twice, err)
		}
		for i, total := range totals(file) {
			if after := totals(after)[i]; after != total {
				t.Errorf("total %d became %d", total, after)
			}
		}
		file.Summarize(p, file.DefaultType())
	})
}
