package main

import (
	"regexp"
	"slices"
	"strconv"
)

// count is one series of one of the processor's counters.
type count struct {
	name       string // as in metadata.yaml, without the common prefix
	attributes map[string]string
	value      int
}

type counts []count

var (
	series    = regexp.MustCompile(`(?m)^otelcol_processor_rust_async_(\w+?)(?:_total)?\{(.*)\} ([0-9.e+]+)$`)
	attribute = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// parseCounts reads the processor's counters from a page in Prometheus's text format.
func parseCounts(page []byte) counts {
	var found counts
	for _, match := range series.FindAllSubmatch(page, -1) {
		value, err := strconv.ParseFloat(string(match[3]), 64)
		if err != nil {
			continue
		}
		c := count{string(match[1]), make(map[string]string), int(value)}
		for _, pair := range attribute.FindAllSubmatch(match[2], -1) {
			c.attributes[string(pair[1])] = string(pair[2])
		}
		found = append(found, c)
	}
	return found
}

// sum adds up the series of a counter that have these attributes, given as key, value, key, value.
func (cs counts) sum(name string, attributes ...string) int {
	total := 0
	for _, c := range cs {
		if c.name == name && c.has(attributes) {
			total += c.value
		}
	}
	return total
}

func (c *count) has(attributes []string) bool {
	for i := 0; i < len(attributes); i += 2 {
		if c.attributes[attributes[i]] != attributes[i+1] {
			return false
		}
	}
	return true
}

// by adds up the series of a counter for each value of one attribute, among those with the other attributes.
func (cs counts) by(name, key string, attributes ...string) map[string]int {
	totals := make(map[string]int)
	for _, c := range cs {
		if c.name == name && c.has(attributes) {
			totals[c.attributes[key]] += c.value
		}
	}
	return totals
}

// without returns the series whose attribute has another value or is missing.
func (cs counts) without(key, value string) counts {
	return slices.DeleteFunc(slices.Clone(cs), func(c count) bool { return c.attributes[key] == value })
}
