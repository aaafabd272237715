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

const module = "github.com/rustasyncprocessor/rustasyncprocessor"

// mayReach says which of the other packages of the module, and which others beside the standard library, a
// package may depend on, directly or through others. "" is the root package.
var mayReach = map[string]struct {
	module []string
	others []string
}{
	"stacktext": {},
	"rustname":  {others: []string{"github.com/ianlancetaylor/demangle"}},
	"coroutine": {module: []string{"rustname"}, others: []string{"github.com/ianlancetaylor/demangle"}},
	"rewrite":   {module: []string{"coroutine", "rustname", "stacktext"}, others: []string{"github.com/ianlancetaylor/demangle"}},
}

// onlyIn says which packages alone may import a package, or those below it, themselves.
var onlyIn = map[string][]string{
	"github.com/ianlancetaylor/demangle":  {"rustname"},
	"debug":                               {"internal/debuginfo", "internal/corpus/make"},
	"go.opentelemetry.io/collector/pdata": {"processor", "internal/demo"},
	"go.opentelemetry.io/otel":            {"processor", "internal/metadata", "internal/metadatatest"},
	"go.opentelemetry.io":                 {"", "processor", "internal/metadata", "internal/metadatatest", "internal/demo", "cmd/rustasync"},
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
		for _, path := range p.Deps {
			dependency := packages[path]
			if dependency == nil || dependency.Standard {
				continue
			}
			if own, ours := dependency.name(); ours {
				assert.Contains(t, allowed.module, own, "%s depends on it", name)
			} else {
				assert.Contains(t, allowed.others, path, "%s depends on it", name)
			}
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
