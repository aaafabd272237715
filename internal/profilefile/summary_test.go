package profilefile_test

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/profiletest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// TestSumsAgree adds up what is said of every real profile, in every format, as it was captured and as it comes out: no
// frame of the application goes, and what was there before is there after or was removed.
func TestSumsAgree(t *testing.T) {
	all := func(o *processor.ProfileOptions) {
		o.Rules.Remove = rewrite.Set(rewrite.Dependency, rewrite.Std, rewrite.Generator, rewrite.Adapter,
			rewrite.Combinator, rewrite.Server, rewrite.Runtime, rewrite.Panic)
	}
	standard, most := newProcessor(t, nil), newProcessor(t, all)
	made := realFormats(t)
	for name, data := range realProfiles(t) {
		formats := maps.Clone(made[name])
		if formats == nil { // formats are made of some only
			formats = map[string][]byte{"OTLP in protobuf": data}
		}
		formats["folded stacks without hashes"] = hash.ReplaceAll(folded(t, data), nil)
		for format, data := range formats {
			t.Run(name+"/"+format, func(t *testing.T) { checkSums(t, standard, data) })
			t.Run(name+"/"+format+"/cleaned", func(t *testing.T) { checkSums(t, standard, clean(t, standard, data)) })
			if format == "OTLP in protobuf" || format == "folded stacks without hashes" {
				t.Run(name+"/"+format+"/all that may go", func(t *testing.T) { checkSums(t, most, data) })
			}
		}
	}
	for name, data := range caseProfiles(t) {
		t.Run(name, func(t *testing.T) { checkSums(t, standard, data) })
		t.Run(name+"/cleaned", func(t *testing.T) { checkSums(t, standard, clean(t, standard, data)) })
		t.Run(name+"/all that may go", func(t *testing.T) { checkSums(t, most, data) })
	}
}

func folded(t *testing.T, raw []byte) []byte {
	t.Helper()
	data, err := profiletest.Decode(raw)
	require.NoError(t, err)
	return []byte(profiletest.Folded("shopd", profiletest.Read(data)))
}

// caseProfiles returns the profiles of the cases of other packages, by their files. Some are OTLP's JSON, written as
// YAML.
func caseProfiles(t *testing.T) map[string][]byte {
	t.Helper()
	profiles := map[string][]byte{}
	for _, pattern := range []string{"../../testdata/profiles/*.txtar", "../../cmd/rustasync/testdata/*.txtar"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			input := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "input" })
			require.NotEqual(t, -1, input, file)
			data := archive.Files[input].Data
			if _, err := profilefile.Read(data); err != nil {
				var value any
				require.NoError(t, yaml.Unmarshal(data, &value), file)
				data, err = json.Marshal(value)
				require.NoError(t, err, file)
			}
			profiles[filepath.Base(file)] = data
		}
	}
	return profiles
}

// hash is what tells most frames of legacy symbols to be Rust's. Many tools leave it out.
var hash = regexp.MustCompile(`::h[0-9a-f]{16}\b`)

// TestCleanStacksAreWhatTheyWere has stacks that nothing shows to be Rust's once they are clean.
func TestCleanStacksAreWhatTheyWere(t *testing.T) {
	const folded = "app;<core::pin::Pin<P> as core::future::future::Future>::poll;app::main;app::main;app::work 3\n" +
		"app;<core::pin::Pin<P> as core::future::future::Future>::poll;tokio::runtime::park;app::rest 2\n" +
		"app;app::main;app::work 5\n"
	options := map[string]struct {
		change func(*processor.ProfileOptions)
		want   int64
	}{
		"default":   {nil, 3*3 + 2},
		"recursion": {func(o *processor.ProfileOptions) { o.CollapseRecursion = true }, 3*2 + 2},
		"root":      {func(o *processor.ProfileOptions) { o.KeepRuntimeRoot = true }, 3*3 + 2},
	}
	for name, option := range options {
		t.Run(name, func(t *testing.T) {
			p := newProcessor(t, option.change)
			file, err := profilefile.Read([]byte(folded))
			require.NoError(t, err)
			s := summarize(t, p, []byte(folded))
			assert.Equal(t, int64(3*3+2), s.Before.Application)
			assert.Equal(t, option.want, s.After.Application)
			assert.Equal(t, 2, s.Rust)
			kinds := map[string]string{}
			for stack := range file.After(p) {
				for i := range stack.Lines {
					kinds[stack.Lines[i].Name] += stack.Lines[i].Kind(stack.Rust)[:1]
				}
			}
			assert.Equal(t, "a", kinds["app::rest"])
			if name == "root" {
				assert.Equal(t, "r", kinds["[tokio]"])
			}
		})
	}
}

func checkSums(t *testing.T, p *processor.Processor, data []byte) {
	t.Helper()
	s := summarize(t, p, data)
	assert.Equal(t, s.Before.Application, s.After.Application, "frames of the application")
	assert.Equal(t, s.Before.Weight, s.After.Weight, "weight")
	rust, removed := int64(0), int64(0)
	for _, c := range s.Classes {
		rust, removed = rust+c.Kept+c.Removed, removed+c.Removed
	}
	assert.Equal(t, s.Before.Frames-removed, s.After.Frames, "frames")
	assert.LessOrEqual(t, rust, s.Before.Frames)
	assert.Equal(t, profilefile.ClassSummary{Kept: s.Before.Application}, s.Classes[rewrite.Application])
	assert.LessOrEqual(t, s.After.Stacks, s.Before.Stacks)
	var rules [rewrite.Classes]profilefile.ClassSummary
	for i := range s.Rules {
		if r := &s.Rules[i]; r.Removed {
			rules[r.Class].Removed += r.Weight
		} else {
			rules[r.Class].Kept += r.Weight
		}
	}
	assert.Equal(t, s.Classes, rules, "frames by rule are those by class")
	file, err := profilefile.Read(data)
	require.NoError(t, err)
	kept := s.Classes
	for stack := range file.After(p) {
		for i := range stack.Lines {
			if stack.Rust {
				kept[stack.Lines[i].Class].Kept -= stack.Values[file.DefaultType()]
			}
		}
	}
	for class := range kept {
		assert.Zero(t, kept[class].Kept, "frames of class %s that are drawn are those that were kept", rewrite.Class(class))
	}
}

func summarize(t *testing.T, p *processor.Processor, data []byte) *profilefile.Summary {
	t.Helper()
	file, err := profilefile.Read(data)
	require.NoError(t, err)
	return file.Summarize(p, file.DefaultType())
}
