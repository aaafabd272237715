package main

// The configurations by which everything is cleaned.

import "hash/fnv"

// set is a configuration, as users write it in YAML.
type set struct {
	name, yaml string
	// array says that texts are given as arrays too, which takes three times the time of a text.
	array bool
}

// sets has each option that changes what comes out. One is added with the option.
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

// others is how many sets beside the defaults an input goes through where there are thousands of its sort: which ones, its
// name says, so that each set has its share of all inputs.
const others = 2

// setsFor returns by their numbers the sets that an input goes through: all, or the defaults and some others.
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

// wayOf returns how something goes through: by the set, with an index or without.
func wayOf(s set, index string) string {
	if index == "" {
		return s.name
	}
	return s.name + "+index"
}
