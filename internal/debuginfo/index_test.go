package debuginfo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/scope"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/evidence"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/origin"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// indexed are the forms of debug information of the one program of testdata.
var indexed = []string{
	"1.63/libfutures.so", "1.63-v0/libfutures.so", "1.95/libfutures.so", "1.95-dwarf5/libfutures.so",
	"1.95-split-packed4/libfutures.so", "1.95-split-packed5/libfutures.so", "1.95-split-unpacked4/libfutures.so",
	"1.95-split-unpacked5/libfutures.so", "compressed-gnu/libfutures.so", "compressed-zlib/libfutures.so",
	"compressed-zstd/libfutures.so", "identified/libfutures.so", "linked/libfutures.so", "named/libfutures.so",
	"macho/libfutures.dylib", "macho/libfutures.dylib.dSYM",
}

func TestEveryFormGivesTheSameKinds(t *testing.T) {
	programs := testPrograms(t)
	for _, path := range indexed {
		oracle := NewOracle(buildIndex(t, filepath.Join(programs, path)), MacrosExpanded)
		for name, want := range map[string][]coroutine.Kind{
			"futures::Service::handle::{{closure}}":                {rustname.KindAsyncFn},
			"futures::Service::handle::{{closure}}::{{closure}}":   {rustname.KindAsyncFn, rustname.KindAsyncBlock},
			"<futures::Service>::handle::{closure#0}":              {rustname.KindAsyncFn},
			"<futures::Service>::handle::{closure#0}::{closure#0}": {rustname.KindAsyncFn, rustname.KindAsyncBlock},
			"futures::Service::no_such_method::{{closure}}":        {rustname.KindUnknown},
		} {
			legacy := strings.Contains(name, "{{")
			if v0 := strings.Contains(path, "v0"); legacy == v0 && want[0] != rustname.KindUnknown {
				continue // the other mangling's
			}
			if got := kindsOf(t, oracle, name, coroutine.Place{}); !cmp.Equal(want, got) {
				t.Errorf("%s: %s: %v, want %v", path, name, got, want)
			}
		}
	}
}

func buildIndex(t testing.TB, path string) []*Index {
	t.Helper()
	loaded, err := Load(context.Background(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := loaded.Program.Close(); err != nil {
		t.Fatal(err)
	}
	return loaded.Indexes
}

func kindsOf(t testing.TB, oracle *Oracle, name string, at coroutine.Place) []coroutine.Kind {
	t.Helper()
	parsed, err := rustname.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	var facts evidence.Facts
	facts.Read(parsed)
	kinds := make([]coroutine.Kind, len(facts.Closures))
	oracle.Kinds(&facts.Name, at, kinds)
	return kinds
}

// twins is an index in which app::f::{{closure}} is an async block, a closure or an async fn's body.
func twins(service string) *Index {
	block, closure := scope.NewKinds(rustname.KindAsyncBlock), scope.NewKinds(rustname.KindClosure)
	c := newCollector()
	name, _ := rustname.Read("app::f::{{closure}}")
	key := name.Key()
	for _, a := range []*alternative{
		{kinds: block, discriminators: []discriminator{newDiscriminator("0123456789abcdef")}, places: map[place]bool{
			{"/build/src/app.rs", position{10, 5}}: true, {"/build/src/app.rs", position{12, 9}}: true,
		}},
		{kinds: closure, discriminators: []discriminator{newDiscriminator("fedcba9876543210")}, places: map[place]bool{
			{"/build/src/app.rs", position{12, 20}}: true, {"/build/src/app.rs", position{30, 1}}: true,
		}},
	} {
		c.entry(key).alternatives = append(c.entry(key).alternatives, a)
	}
	x := c.index(Program{Name: "app", BuildID: "0011", Service: service, Version: "1.0"})
	x.crates = map[string]origin.Origin{"app": origin.Own, "tokio": origin.Package}
	x.inlined = map[symbolKey]Body{
		7:       {Path: "app::f", Kind: rustname.KindAsyncFn, File: "src/app.rs", Line: 9},
		1 << 63: {Path: "app::g", Kind: rustname.KindAsyncBlock, File: "src/app.rs", Line: 12},
	}
	return x
}

func TestNamesThatReadTheSame(t *testing.T) {
	oracle := NewOracle([]*Index{twins("")}, MacrosExpanded)
	cases := []struct {
		what string
		at   coroutine.Place
		want coroutine.Kind
	}{
		{"nothing", coroutine.Place{}, rustname.KindUnknown},
		{"a hash", coroutine.Place{Printed: "app::f::{{closure}}::h0123456789abcdef"}, rustname.KindAsyncBlock},
		{"a symbol", coroutine.Place{Printed: "_ZN3app1f28_$u7b$$u7b$closure$u7d$$u7d$17hfedcba9876543210E"}, rustname.KindClosure},
		{"a symbol with a suffix", coroutine.Place{Printed: "_ZN3app1f28_$u7b$$u7b$closure$u7d$$u7d$17hfedcba9876543210E.llvm.7"}, rustname.KindClosure},
		{"a place", coroutine.Place{File: "./src/app.rs", Line: 12, Column: 9}, rustname.KindAsyncBlock},
		{"another column", coroutine.Place{File: "/elsewhere/src/app.rs", Line: 12, Column: 20}, rustname.KindUnknown},
		{"another column of the file", coroutine.Place{File: "src/app.rs", Line: 12, Column: 20}, rustname.KindClosure},
		{"a place between known ones", coroutine.Place{File: "src/app.rs", Line: 11, Column: 1}, rustname.KindAsyncBlock},
		{"a place between the two", coroutine.Place{File: "src/app.rs", Line: 12, Column: 15}, rustname.KindUnknown},
		{"a line of both", coroutine.Place{File: "src/app.rs", Line: 12}, rustname.KindUnknown},
		{"a line of one", coroutine.Place{File: "src/app.rs", Line: 30}, rustname.KindClosure},
		{"a line of none", coroutine.Place{File: "src/app.rs", Line: 31}, rustname.KindUnknown},
		{"another file", coroutine.Place{File: "src/not_app.rs", Line: 30, Column: 1}, rustname.KindUnknown},
		{"Windows' separators", coroutine.Place{File: `src\app.rs`, Line: 30, Column: 1}, rustname.KindClosure},
	}
	for _, c := range cases {
		if got := kindsOf(t, oracle, "app::f::{{closure}}", c.at); got[0] != c.want {
			t.Errorf("%s: %v, want %v", c.what, got[0], c.want)
		}
	}
}

// TestNamesThatReadTheSameHaveCandidates asks about a name that a block and a closure have: it is one of the two.
func TestNamesThatReadTheSameHaveCandidates(t *testing.T) {
	parsed, err := rustname.Read("app::f::{{closure}}")
	if err != nil {
		t.Fatal(err)
	}
	var facts evidence.Facts
	facts.Read(parsed)
	c := newCollector()
	c.entry(parsed.Key()).add(scope.NewKinds(rustname.KindAsyncFn|scope.Likely), true)
	likely := c.index(Program{Name: "likely"})
	both := kindset.Of(rustname.KindAsyncBlock) | kindset.Of(rustname.KindClosure)
	for _, c := range []struct {
		what    string
		indexes []*Index
		at      coroutine.Place
		want    kindset.Candidates
	}{
		{"one program", []*Index{twins("")}, coroutine.Place{}, kindset.Candidates{Kinds: both}},
		{"two that say the same", []*Index{twins(""), twins("")}, coroutine.Place{}, kindset.Candidates{Kinds: both}},
		{"a place", []*Index{twins("")}, coroutine.Place{File: "src/app.rs", Line: 30}, kindset.Candidates{Kinds: kindset.Of(rustname.KindClosure)}},
		{"a likely kind", []*Index{likely}, coroutine.Place{}, kindset.Candidates{Kinds: kindset.AnyAsync, Likely: rustname.KindAsyncFn}},
		{"a likely kind, and another program", []*Index{likely, twins("")}, coroutine.Place{}, kindset.Candidates{Kinds: both | kindset.AnyAsync}},
	} {
		into := make([]kindset.Candidates, 1)
		NewOracle(c.indexes, MacrosExpanded).Candidates(&facts.Name, c.at, into)
		if into[0] != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, into[0], c.want)
		}
	}
	into := make([]kindset.Candidates, 1)
	NewOracle([]*Index{likely}, MacrosSource).Candidates(&facts.Name, coroutine.Place{}, into)
	if into[0].Kinds.Kind() != rustname.KindAsync {
		t.Errorf("%+v: an index says that it is async", into[0])
	}
}

func TestProgramsThatDisagree(t *testing.T) {
	name, _ := rustname.Read("app::f::{{closure}}")
	c := newCollector()
	c.entry(name.Key()).add(scope.NewKinds(rustname.KindAsyncFn), true)
	other := c.index(Program{Name: "other"})
	oracle := NewOracle([]*Index{twins(""), other}, MacrosExpanded)
	if got := kindsOf(t, oracle, "app::f::{{closure}}", coroutine.Place{}); got[0] != rustname.KindUnknown {
		t.Errorf("%v, though the programs disagree", got[0])
	}
	at := coroutine.Place{File: "src/app.rs", Line: 30, Column: 1}
	if got := kindsOf(t, oracle, "app::f::{{closure}}", at); got[0] != rustname.KindClosure {
		t.Errorf("%v, though one program has the place", got[0])
	}
	if got := kindsOf(t, NewOracle([]*Index{other, other}, MacrosExpanded), "app::f::{{closure}}", at); got[0] != rustname.KindAsyncFn {
		t.Errorf("%v, though the programs agree", got[0])
	}
}

func encoded(t testing.TB, x *Index) []byte {
	t.Helper()
	var file bytes.Buffer
	if _, err := x.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestIndexFile(t *testing.T) {
	indexes := []*Index{twins("shop"), buildIndex(t, filepath.Join(testPrograms(t), "1.63/libfutures.so"))[0]}
	file := append(encoded(t, indexes[0]), encoded(t, indexes[1])...)
	got, err := ReadIndexes(file)
	if err != nil {
		t.Fatal(err)
	}
	options := cmp.AllowUnexported(Index{}, ambiguousName{}, fileSpans{}, span{}, position{})
	if diff := cmp.Diff(indexes, got, options, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Index{}, "Own", "Nothing")); diff != "" {
		t.Errorf("what was written is not what is read (-written +read):\n%s", diff)
	}
	if again := append(encoded(t, got[0]), encoded(t, got[1])...); !bytes.Equal(file, again) {
		t.Error("written again, the file differs")
	}
}

func TestDamagedIndex(t *testing.T) {
	file := encoded(t, twins("shop"))
	for length := range file {
		if _, err := ReadIndexes(file[:length]); !errors.Is(err, ErrDamagedIndex) && !errors.Is(err, ErrNotIndex) {
			t.Errorf("%d bytes of %d: %v", length, len(file), err)
		}
	}
	for at := range file {
		for bit := range 8 {
			flipped := bytes.Clone(file)
			flipped[at] ^= 1 << bit
			if _, err := ReadIndexes(flipped); err == nil {
				t.Errorf("bit %d of byte %d is flipped, and the file was read", bit, at)
			}
		}
	}
	newer := bytes.Clone(file)
	newer[len(indexMagic)] = indexVersion + 1
	if _, err := ReadIndexes(newer); !errors.Is(err, ErrNewerIndex) {
		t.Errorf("a newer version: %v", err)
	}
	if _, err := ReadIndexes([]byte("\x7fELF")); !errors.Is(err, ErrNotIndex) {
		t.Errorf("a program: %v", err)
	}
}

// TestIndexesOfBefore reads the corpus's indexes, which version 1 wrote.
func TestIndexesOfBefore(t *testing.T) {
	indexes, err := LoadIndexes("../../testdata/corpus/index/1.63-v0-release.idx")
	if err != nil || len(indexes) == 0 || indexes[0].Len() == 0 {
		t.Errorf("%d indexes: %v", len(indexes), err)
	}
}

func FuzzReadBody(f *testing.F) {
	f.Add(twins("shop").encode())
	f.Fuzz(func(t *testing.T, parts []byte) {
		d := decoder{rest: parts}
		x := d.index(indexVersion)
		if d.damaged || len(d.rest) > 0 {
			return
		}
		// What is read can be asked, and written again.
		kindsOf(t, NewOracle([]*Index{x}, MacrosSource), "app::f::{{closure}}", coroutine.Place{File: "a", Line: 1})
		if _, err := ReadIndexes(encoded(t, x)); err != nil {
			t.Error(err)
		}
	})
}

func TestStore(t *testing.T) {
	directory := t.TempDir()
	var warnings []string
	store := NewStore(StoreOptions{
		Paths: []string{filepath.Join(directory, "*.idx"), filepath.Join(directory, "missing")},
		Warn:  func(path string, _ error) { warnings = append(warnings, filepath.Base(path)) },
	})
	refresh := func(want Stats) {
		t.Helper()
		store.Refresh(context.Background())
		if diff := cmp.Diff(want, store.Stats(), cmpopts.IgnoreFields(Stats{}, "Memory")); diff != "" {
			t.Error(diff)
		}
		if memory := store.Stats().Memory["app"]; (memory > 0) != (want.Names > 0) {
			t.Errorf("%d bytes for %d names", memory, want.Names)
		}
	}
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(directory, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	refresh(Stats{Failed: 1})
	if store.OfService("shop", "") != nil {
		t.Error("something is known of nothing")
	}
	write("shop.idx", encoded(t, twins("shop")))
	refresh(Stats{Files: 1, Failed: 1, Names: 1})
	write("any.idx", encoded(t, twins("")))
	refresh(Stats{Files: 2, Failed: 1, Names: 2})
	write("any.idx", []byte("rustasync index\ncut off"))
	refresh(Stats{Files: 1, Failed: 2, Names: 2})
	if err := os.Remove(filepath.Join(directory, "any.idx")); err != nil {
		t.Fatal(err)
	}
	refresh(Stats{Files: 1, Failed: 1, Names: 1})
	refresh(Stats{Files: 1, Failed: 1, Names: 1})
	if diff := cmp.Diff([]string{"missing", "any.idx"}, warnings); diff != "" {
		t.Errorf("each thing is to be told once: %s", diff)
	}
	write("notes.txt", []byte("not an index"))
	whole := NewStore(StoreOptions{Paths: []string{directory}, Warn: func(path string, err error) { t.Error(path, err) }})
	whole.Refresh(context.Background())
	if got := whole.Stats(); got.Files != 1 || got.Failed != 0 {
		t.Errorf("a directory gives %+v, want the one index in it", got)
	}
	if err := store.Shutdown(); err != nil {
		t.Error(err)
	}
}

func TestMatch(t *testing.T) {
	shop, other, old := twins("shop"), twins(""), twins("shop")
	old.Version, old.BuildID, other.BuildID = "0.9", "2233", ""
	indexes := []*Index{shop, other, old}
	cases := []struct {
		match            Match
		service, version string
		want             choice
	}{
		{MatchAuto, "shop", "1.0", "\x01\x00\x00"},
		{MatchAuto, "shop", "", "\x01\x00\x01"},
		{MatchAuto, "shop", "2.0", "\x00\x01\x00"},
		{MatchAuto, "mail", "1.0", "\x00\x01\x00"},
		{MatchAuto, "", "", "\x00\x01\x00"},
		{MatchService, "shop", "0.9", "\x00\x00\x01"},
		{MatchService, "mail", "", "\x00\x00\x00"},
		{MatchSymbol, "mail", "", "\x01\x01\x01"},
	}
	for _, c := range cases {
		if got := c.match.ofService(indexes, c.service, c.version); got != c.want {
			t.Errorf("%d %s %s: %q, want %q", c.match, c.service, c.version, got, c.want)
		}
	}
	known := &snapshot{builds: map[string][]int{}, stats: Stats{Memory: map[string]int{}}}
	known.add(storedFile{indexes: indexes})
	builds := []struct {
		match Match
		ids   []string
		want  choice
	}{
		{MatchAuto, []string{"2233", "4455"}, "\x00\x00\x01"},
		{MatchAuto, []string{"4455"}, "\x01\x01\x01"},
		{MatchAuto, nil, "\x01\x01\x01"},
		{MatchService, []string{"0011"}, "\x01\x00\x00"},
		{MatchService, nil, "\x00\x00\x00"},
		{MatchSymbol, []string{"0011"}, "\x01\x01\x01"},
	}
	for _, c := range builds {
		if got := c.match.ofBuilds(known, c.ids); got != c.want {
			t.Errorf("%d %v: %q, want %q", c.match, c.ids, got, c.want)
		}
	}
}

// TestManyBuilds asks about many programs where many are known. To compare each with all would take hours, and the tests
// would run out of their time.
func TestManyBuilds(t *testing.T) {
	known := &snapshot{builds: map[string][]int{}, stats: Stats{Memory: map[string]int{}}}
	ids := make([]string, 1_000_000)
	for i := range ids {
		ids[i] = fmt.Sprintf("%040x", i)
		if i%10 == 0 {
			known.add(storedFile{indexes: []*Index{{Program: Program{BuildID: ids[i]}}}})
		}
	}
	if got := MatchAuto.ofBuilds(known, ids[1:]); strings.Count(string(got), "\x01") != len(known.indexes)-1 {
		t.Errorf("%d of %d are chosen", strings.Count(string(got), "\x01"), len(known.indexes))
	}
}

func TestStoreReadsInTheBackgroundAndAgain(t *testing.T) {
	directory := t.TempDir()
	store := NewStore(StoreOptions{Paths: []string{filepath.Join(directory, "*.idx")}, Reload: 1})
	store.Start()
	if err := os.WriteFile(filepath.Join(directory, "shop.idx"), encoded(t, twins("shop")), 0o600); err != nil {
		t.Fatal(err)
	}
	for store.OfService("shop", "1.0") == nil {
		time.Sleep(time.Millisecond)
	}
	if err := store.Shutdown(); err != nil {
		t.Error(err)
	}
}
