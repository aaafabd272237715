package main

// The page: its parts combined into one file, under a policy that names each by its hash.

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"text/template"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
	"github.com/rustasyncprocessor/rustasyncprocessor/stacktext"
)

// class is a row of the list of classes to remove.
type class struct {
	Name, Text string
	Removed    bool // by default
}

// classTexts describes each class as README does.
var classTexts = [rewrite.Classes]string{
	rewrite.Application: "your own code; never removed",
	rewrite.Dependency:  "any other crate",
	rewrite.Std:         "any other code of the standard library",
	rewrite.Generator:   "what the compiler put between an async body and its caller",
	rewrite.Adapter:     "Future::poll of pointers and wrappers, shims of closures",
	rewrite.Combinator:  "the plumbing of futures, select!, join!, timeout, Instrumented",
	rewrite.Server:      "the request plumbing of hyper, tower, axum, tonic and others",
	rewrite.Runtime:     "the executor and everything outside it",
	rewrite.Panic:       "panic machinery and the capture of the backtrace",
}

// parts is what the template combines.
type parts struct {
	Policy, Style, Loader, Script, Program string
	Classes                                []class
	Examples                               []example
	ExamplesJSON                           string
	MaxText                                int // the longest text that the library reads, in bytes
}

// assemble returns the page made of index.html, style.css and page.js.
func assemble(source fs.FS, loader, program []byte, examples []example) ([]byte, error) {
	p := parts{Loader: string(loader), Examples: examples, MaxText: stacktext.MaxText}
	var err error
	for name, part := range map[string]*string{"style.css": &p.Style, "page.js": &p.Script} {
		text, readErr := fs.ReadFile(source, name)
		if readErr != nil {
			return nil, readErr
		}
		*part = string(text)
	}
	if p.Program, err = pack(program); err != nil {
		return nil, err
	}
	texts, err := json.Marshal(examples) // escapes <, so that no text ends the element around it
	if err != nil {
		return nil, err
	}
	p.ExamplesJSON = string(texts)
	p.Policy = policy(p.Style, p.Loader, p.Script)
	removed := rewrite.Standard
	for c, text := range classTexts {
		p.Classes = append(p.Classes, class{rewrite.Class(c).String(), text, removed.Has(rewrite.Class(c))})
	}
	page, err := template.ParseFS(source, "index.html")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, &p)
	return out.Bytes(), err
}

// pack returns the program in the form that the page unpacks: compressed, and in base64.
func pack(program []byte) (string, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(program); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(packed.Bytes()), nil
}

// policy returns the page's Content-Security-Policy: it may load nothing and send nothing, and only runs what is in the
// page. Text from outside cannot become HTML: trusted-types refuses it.
func policy(style string, scripts ...string) string {
	var hashes []string
	for _, script := range scripts {
		hashes = append(hashes, hashSource(script))
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src " + strings.Join(hashes, " ") + " 'wasm-unsafe-eval'",
		"style-src " + hashSource(style),
		"img-src data:", // the icon, which is empty
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	}, "; ")
}

// hashSource identifies an element by the hash of its content.
func hashSource(content string) string {
	sum := sha256.Sum256([]byte(content))
	return fmt.Sprintf("'sha256-%s'", base64.StdEncoding.EncodeToString(sum[:]))
}
