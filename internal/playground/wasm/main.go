//go:build js && wasm

// Command wasm is the library in the form that the page in docs/playground runs: it gives the page one function,
// rustasyncClean(text, options), whose options and result are objects with the fields of package playground.
//
// JSON would do the same in fewer lines; without it the program is a seventh smaller.
package main

import (
	"strings"
	"syscall/js"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/playground"
)

func main() {
	js.Global().Set("rustasyncClean", js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		result, err := playground.Clean(arguments[0].String(), readOptions(arguments[1]))
		if err != nil {
			return js.Global().Get("Error").New(err.Error())
		}
		return resultObject(&result)
	}))
	select {} // the page keeps calling
}

func readOptions(o js.Value) playground.Options {
	options := playground.Options{
		LabelStyle:    o.Get("labelStyle").String(),
		MinGrade:      o.Get("minGrade").String(),
		ElideGenerics: o.Get("elideGenerics").Truthy(),
		Elision:       o.Get("elision").Truthy(),
		KeepNumbers:   o.Get("keepNumbers").Truthy(),
	}
	for i := range o.Get("remove").Length() {
		options.Remove = append(options.Remove, o.Get("remove").Index(i).String())
	}
	if application := o.Get("application"); application.Truthy() {
		options.Application = strings.FieldsFunc(application.String(), func(r rune) bool { return r == ',' || r == ' ' })
	}
	return options
}

func resultObject(r *playground.Result) map[string]any {
	pieces := make([]any, len(r.Pieces))
	for i, piece := range r.Pieces {
		object := map[string]any{"text": piece.Text}
		if piece.Frame != nil {
			object["frame"] = frameObject(piece.Frame)
		}
		pieces[i] = object
	}
	return map[string]any{
		"outcome": r.Outcome, "reason": r.Reason, "cleaned": r.Cleaned, "pieces": pieces,
		"fingerprint": r.Fingerprint, "culprit": r.Culprit,
	}
}

func frameObject(f *playground.Frame) map[string]any {
	labels := make([]any, len(f.Labels))
	for i, label := range f.Labels {
		labels[i] = map[string]any{
			"path": label.Path, "kind": label.Kind, "grade": label.Grade, "evidence": label.Evidence,
		}
	}
	return map[string]any{
		"removed": f.Removed, "class": f.Class, "whose": f.Whose, "name": f.Name, "into": f.Into,
		"rule": f.Rule, "reason": f.Reason, "why": f.Why, "labels": labels,
	}
}
