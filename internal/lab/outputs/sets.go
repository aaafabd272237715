package main

// The configurations with which to clean everything.

import "hash/fnv"

// set is a configuration, as users write it in YAML.
type set struct {
	name, yaml string
	// array says to clean texts as arrays too, which takes three times as long.
	array bool
}

// sets has each option that changes an output. Whoever adds an option adds a set.
var sets = []set{
	{name: "defaults", array: true},
	{name: "labels-none", yaml: `labels: {style: none}`},
	{name: "labels-rustc", yaml: `labels: {style: rustc}`},
	{name: "min-grade-proven", yaml: `labels: {min_grade: proven}`},
	{name: "min-grade-exact", yaml: `labels: {min_grade: exact}`},
	{name: "macros-source", yaml: `labels: {macros: source}`},
	{name: "generics-elide", yaml: `names: {generics: elide}`},
	{name: "keep-numbers", yaml: `keep_numbers: true`},
	{name: "elision-none", yaml: `elision: none`, array: true},
	{name: "remove-none", yaml: `{frames: {remove: []}, profiles: {frames: {remove: []}}}`},
	{name: "user-rules", yaml: `
frames: &frames
  keep: {crates: [tower, hyper], paths: ["tokio::runtime::task::**"], sources: ["**/core/src/panicking.rs"]}
  remove_matching: {crates: [anyhow, sqlx], paths: ["alloc::boxed::**", futures_util], sources: ["**/tracing-*/**"]}
profiles: {frames: *frames}
`},
	{name: "profile-options", yaml: `
profiles: {collapse_recursion: true, keep_runtime_root: true, original_payload: keep}
`},
	{name: "batch-options", yaml: `
original: exception.stacktrace.original
fingerprint: exception.fingerprint
culprit: true
panics: true
logs: {body: true}
`},
}

// others is how many sets besides the defaults to use if there are thousands of such inputs. The input's name decides
// which, so that each set gets its share of all inputs.
const others = 2

// setsFor returns the indices of the sets for an input: all, or the defaults and some others.
func setsFor(input string, all bool) []int {
	var numbers []int
	if all {
		for i := range sets {
			numbers = append(numbers, i)
		}
		return numbers
	}
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(input)) // a hash.Hash returns no error
	start := int(hash.Sum32() % uint32(len(sets)-1))
	numbers = append(numbers, 0)
	for i := range others {
		numbers = append(numbers, 1+(start+i*len(sets)/2)%(len(sets)-1))
	}
	return numbers
}

// wayOf returns how something is cleaned: the set, and whether there is an index.
func wayOf(s set, index string) string {
	if index == "" {
		return s.name
	}
	return s.name + "+index"
}
