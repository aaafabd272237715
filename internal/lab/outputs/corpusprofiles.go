package main

// Profiles made from the corpus: each build's stacks as if they had been sampled, with names, files and lines, so that
// indexes know their functions.

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	pprof "github.com/google/pprof/profile"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/corpus"
)

// frameOf matches a frame of a backtrace as `{:#}` prints it, and its location.
var frameOf = regexp.MustCompile(`(?m)^ *\d+: (.+)(?:\n +at (.+?):(\d+)(?::\d+)?$)?`)

// corpusProfiles returns a profile for each build, as pprof and as folded stacks.
func (in *inputs) corpusProfiles() ([]profile, error) {
	var profiles []profile
	for i := range in.builds {
		build := &in.builds[i]
		name := "profiles/corpus/" + build.Name
		if build.HeldOut {
			name = "profiles/corpus/heldout/" + build.Name
		}
		sampled := newSampled()
		for _, s := range build.Scenarios {
			if s.Form == corpus.Alternate {
				sampled.add(s.Text)
			}
		}
		var raw bytes.Buffer
		if err := sampled.profile.WriteUncompressed(&raw); err != nil {
			return nil, err
		}
		profiles = append(profiles,
			profile{name: name + ".pb", raw: raw.Bytes(), index: in.indexOf(build.Name)},
			profile{name: name + ".folded", raw: []byte(sampled.folded.String()), index: in.indexOf(build.Name)})
	}
	return profiles, nil
}

// sampled is a profile made from texts.
type sampled struct {
	profile   *pprof.Profile
	locations map[string]*pprof.Location // by name, file and line
	functions map[string]*pprof.Function // by name and file
	folded    strings.Builder
}

func newSampled() *sampled {
	return &sampled{
		profile:   &pprof.Profile{SampleType: []*pprof.ValueType{{Type: "samples", Unit: "count"}}},
		locations: map[string]*pprof.Location{}, functions: map[string]*pprof.Function{},
	}
}

// add adds the stack of a text, with a weight that no stack before has.
func (s *sampled) add(text string) {
	weight := int64(len(s.profile.Sample) + 1)
	sample := &pprof.Sample{Value: []int64{weight}}
	var names []string
	for _, frame := range frameOf.FindAllStringSubmatch(text, -1) {
		line, _ := strconv.ParseInt(frame[3], 10, 64) // 0 if there is none
		sample.Location = append(sample.Location, s.location(frame[1], frame[2], line))
		names = append([]string{strings.ReplaceAll(frame[1], ";", ":")}, names...)
	}
	if len(names) == 0 {
		return
	}
	s.profile.Sample = append(s.profile.Sample, sample)
	s.folded.WriteString(strings.Join(names, ";") + " " + strconv.FormatInt(weight, 10) + "\n")
}

func (s *sampled) location(name, file string, line int64) *pprof.Location {
	key := name + "\x00" + file
	function := s.functions[key]
	if function == nil {
		function = &pprof.Function{ID: uint64(len(s.functions) + 1), Name: name, SystemName: name, Filename: file}
		s.functions[key] = function
		s.profile.Function = append(s.profile.Function, function)
	}
	key += "\x00" + strconv.FormatInt(line, 10)
	location := s.locations[key]
	if location == nil {
		location = &pprof.Location{ID: uint64(len(s.locations) + 1), Line: []pprof.Line{{Function: function, Line: line}}}
		s.locations[key] = location
		s.profile.Location = append(s.profile.Location, location)
	}
	return location
}
