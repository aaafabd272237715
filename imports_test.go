package rustasyncprocessor

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	module = "github.com/rustasyncprocessor/rustasyncprocessor"
	pdata  = "go.opentelemetry.io/collector/pdata"
)

// mayReach says which of the module's other packages a package may depend on, directly or through others. Beside those it
// has the standard library alone, and the Collector's data where onlyIn lists it.
var mayReach = map[string][]string{
	"stacktext": nil,
	"rustname":  nil,
	"coroutine": {"rustname"},
	"rewrite":   {"coroutine", "internal/evidence", "internal/lru", "internal/rules", "rustname", "stacktext"},

	"internal/evidence": {"coroutine", "rustname"},
	"internal/lru":      nil,
	"internal/rules":    {"coroutine", "internal/evidence", "internal/lru", "rustname"},

	"internal/profiles":          {"coroutine", "internal/evidence", "internal/lru", "internal/profiles/stackset", "internal/rules", "rustname"},
	"internal/profiles/stackset": {"coroutine", "internal/evidence", "internal/lru", "internal/rules", "rustname"},
}

// onlyIn says which packages alone may import a package, or those below it, themselves; "" is the root package.
var onlyIn = map[string][]string{
	"github.com/ianlancetaylor/demangle": {}, // a test of rustname compares with it
	"debug":                              {"internal/debuginfo", "internal/corpus/make"},
	pdata:                                {"processor", "internal/profiles", "internal/demo", "internal/profilefile", "internal/profiletest", "internal/outputs"},
	"go.opentelemetry.io/otel":           {"processor", "internal/outputs", "internal/metadata", "internal/metadatatest"},
	"go.opentelemetry.io":                {"", "processor", "internal/profiles", "internal/metadata", "internal/metadatatest", "internal/demo", "internal/profiletest", "internal/profilefile", "internal/outputs", "cmd/rustasync"},
}

// goPackage is what `go list` says of a package.
type goPackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

// name returns the package's path in the module, and whether it is of the module at all.
func (p *goPackage) name() (string, bool) {
	if p.ImportPath == module {
		return "", true
	}
	return strings.CutPrefix(p.ImportPath, module+"/")
}

func TestImportsGoInOneDirection(t *testing.T) {
	packages := listPackages(t)
	for _, p := range packages {
		name, ours := p.name()
		if !ours {
			continue
		}
		for imported, importers := range onlyIn {
			if slices.ContainsFunc(p.Imports, func(path string) bool { return isBelow(path, imported) }) {
				assert.Contains(t, importers, name, "imports %s", imported)
			}
		}
		allowed, limited := mayReach[name]
		if !limited {
			continue
		}
		hasData := slices.Contains(onlyIn[pdata], name)
		for _, path := range p.Deps {
			dependency := packages[path]
			if dependency.Standard {
				continue
			}
			own, ours := dependency.name()
			assert.True(t, ours && slices.Contains(allowed, own) || !ours && hasData, "%s depends on %s", name, path)
		}
	}
}

func TestImportRulesNamePackagesThatExist(t *testing.T) {
	packages := listPackages(t)
	for name := range mayReach {
		assert.Contains(t, packages, module+"/"+name)
	}
}

func isBelow(path, parent string) bool {
	return path == parent || strings.HasPrefix(path, parent+"/")
}

// listPackages returns the module's packages and all they depend on, by import path.
func listPackages(t *testing.T) map[string]*goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", "./...").Output()
	require.NoError(t, err)
	packages := make(map[string]*goPackage)
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		p := new(goPackage)
		if err := decoder.Decode(p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}
