// Command publiccrates makes the table of public crates of counts over the lock files of programs.
//
// In goes a table with a row a package: its name, how many programs have it from a registry, how many as their own. Out come
// the names of the libraries of those that two programs have from a registry and none has as its own.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"
)

// libraries are the packages whose library has another name than the package.
var libraries = map[string]string{
	"md_5":                  "md5",
	"sha_1":                 "sha1",
	"rust_ini":              "ini",
	"xml_rs":                "xml",
	"utf_8":                 "utf8",
	"new_debug_unreachable": "debug_unreachable",
	"redox_syscall":         "syscall",
	"rustls_webpki":         "webpki",
	"Inflector":             "inflector",
}

const header = `# Crates that at least two of the programs counted have from a registry, and none has as its own; names of libraries.
# From: %s
`

func main() {
	from := flag.String("from", "", "table of counts: name, programs that have it from a registry, programs that have it as their own")
	to := flag.String("to", "internal/rules/crates/public.txt", "file to write")
	flag.Parse()
	table, err := os.ReadFile(*from)
	if err != nil {
		log.Fatal(err)
	}
	text, err := publicNames(string(table))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*to, []byte(text), 0o644); err != nil { //nolint:gosec // it is part of the sources
		log.Fatal(err)
	}
}

// publicNames returns the table to embed.
func publicNames(table string) (string, error) {
	source, names := "", []string(nil)
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if comment, ok := strings.CutPrefix(line, "# "); ok {
			source = comment
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 3 {
			return "", fmt.Errorf("%d columns in %q, want 3", len(columns), line)
		}
		registry, err := strconv.Atoi(columns[1])
		if err != nil {
			return "", err
		}
		if registry < 2 || columns[2] != "0" {
			continue
		}
		name := columns[0]
		if library, other := libraries[name]; other {
			name = library
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return fmt.Sprintf(header, source) + wrap(slices.Compact(names)), nil
}

// wrap puts the names into lines of moderate length.
func wrap(names []string) string {
	const width = 120
	var text strings.Builder
	length := 0
	for i, name := range names {
		switch {
		case i == 0:
		case length+1+len(name) > width:
			text.WriteByte('\n')
			length = 0
		default:
			text.WriteByte(' ')
			length++
		}
		text.WriteString(name)
		length += len(name)
	}
	text.WriteByte('\n')
	return text.String()
}
