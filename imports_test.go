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

// mayReach says which of the module's other packages a package may depend on, directly or through others. A path with a
// dot is a package of another module. Everything else it uses is the standard library, or the Collector's data where
// onlyIn lists it.
var mayReach = map[string][]string{
	"stacktext": nil,
	"rustname":  nil,
	"coroutine": {"internal/enum", "rustname"},
	"rewrite": {
		globs, cpp, "coroutine", "internal/enum", "internal/evidence", "internal/kindset", "internal/lru", "internal/nametable", "internal/origin", "internal/rules", "internal/rules/crates",
		"rustname", "stacktext",
	},

	"internal/evidence":     {"coroutine", "internal/enum", "internal/kindset", "internal/nametable", "internal/rules/crates", "rustname"},
	"internal/enum":         nil,
	"internal/kindset":      {"coroutine", "internal/enum", "rustname"},
	"internal/lru":          nil,
	"internal/origin":       {"coroutine", "internal/enum", "rustname"},
	"internal/nametable":    {"rustname"},
	"internal/rules":        {globs, cpp, "coroutine", "internal/enum", "internal/evidence", "internal/kindset", "internal/lru", "internal/nametable", "internal/origin", "internal/rules/crates", "rustname"},
	"internal/rules/crates": {"internal/enum"},

	"internal/profiles": {
		globs, cpp, "coroutine", "internal/enum", "internal/evidence", "internal/kindset", "internal/lru", "internal/nametable", "internal/origin", "internal/profiles/stackset", "internal/rules",
		"internal/rules/crates", "rustname",
	},
	"internal/profiles/stackset": {
		globs, cpp, "coroutine", "internal/enum", "internal/evidence", "internal/kindset", "internal/lru", "internal/nametable", "internal/origin", "internal/rules", "internal/rules/crates",
		"rustname",
	},

	"internal/debuginfo/object":      {unix},
	"internal/debuginfo/dwarf":       {unix, "internal/debuginfo/object"},
	"internal/debuginfo/machinecode": {unix, "internal/debuginfo/object"},
	"internal/debuginfo/rustsource":  nil,
	"internal/debuginfo/scope":       {"coroutine", "internal/enum", "internal/kindset", "rustname"},
	"internal/debuginfo/symbols":     {unix, "internal/debuginfo/dwarf", "internal/debuginfo/object"},
	"internal/debuginfo": {
		unix, "coroutine", "internal/debuginfo/dwarf", "internal/debuginfo/machinecode", "internal/debuginfo/object",
		"internal/debuginfo/rustsource", "internal/debuginfo/scope", "internal/debuginfo/symbols", "internal/enum", "internal/kindset", "internal/lru", "internal/nametable", "internal/origin", "rustname",
	},
	"internal/futures": {
		unix, "coroutine", "internal/debuginfo", "internal/debuginfo/dwarf", "internal/debuginfo/machinecode",
		"internal/debuginfo/object", "internal/debuginfo/rustsource", "internal/debuginfo/scope",
		"internal/debuginfo/symbols", "internal/enum", "internal/kindset", "internal/lru", "internal/nametable", "internal/origin", "rustname",
	},
}

// The libraries that the product needs besides the Collector.
const (
	globs = "github.com/bmatcuk/doublestar/v4"   // matches the globs of users
	cpp   = "github.com/ianlancetaylor/demangle" // reads the names of C++
	unix  = "golang.org/x/sys/unix"              // maps files into memory
)

// onlyIn says which packages alone may import a package, or one below it, directly; "" is the root package.
var onlyIn = map[string][]string{
	cpp:                        {"internal/rules"}, // and a test of rustname compares with it
	"debug":                    {"internal/debuginfo/object", "internal/debuginfo/dwarf", "internal/lab/corpus/make"},
	pdata:                      {"processor", "internal/profiles", "internal/profilefile", "internal/lab/demo", "internal/lab/profiletest", "internal/lab/outputs"},
	"go.opentelemetry.io/otel": {"processor", "internal/lab/outputs", "internal/metadata", "internal/metadatatest"},
	"go.opentelemetry.io":      {"", "processor", "internal/profiles", "internal/metadata", "internal/metadatatest", "internal/lab/demo", "internal/lab/profiletest", "internal/profilefile", "internal/lab/outputs", "cmd/rustasync"},
}

// goPackage is what `go list` reports on a package.
type goPackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

// name returns the package's path within the module, and whether it belongs to the module at all.
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
			assert.True(t, ours && slices.Contains(allowed, own) || slices.Contains(allowed, path) || !ours && hasData, "%s depends on %s", name, path)
		}
	}
}

// notTheProduct lists the packages that may use the lab: its own, and the one that builds the playground's page.
var notTheProduct = []string{"internal/lab", "internal/playground/build"}

func TestTheProductDoesNotNeedTheLaboratory(t *testing.T) {
	uses := 0
	for _, p := range listPackages(t) {
		name, ours := p.name()
		if !ours || !slices.ContainsFunc(p.Imports, func(path string) bool { return isBelow(path, module+"/internal/lab") }) {
			continue
		}
		uses++
		assert.True(t, slices.ContainsFunc(notTheProduct, func(path string) bool { return isBelow(name, path) }), "%s imports internal/lab", name)
	}
	assert.NotZero(t, uses, "nothing imports internal/lab: has it moved?")
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

// listPackages returns the module's packages and all their dependencies, by import path.
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
