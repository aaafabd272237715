package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// FuzzCleanLine checks that a line is left as it is or stays one JSON object with the same other values, and that
// cleaning it again changes nothing.
func FuzzCleanLine(f *testing.F) {
	text, err := json.Marshal(stack)
	require.NoError(f, err)
	f.Add([]byte(`{"stacktrace":` + string(text) + `,"id":1}` + "\n"))
	f.Add([]byte(`{"a":{"stacktrace":1},"stacktrace":["x",` + string(text) + `]}` + "\r\n"))
	f.Add([]byte(`{"stacktrace":"\u0000\ud800\\n","stacktrace":null}`))
	f.Add([]byte("[{}]\n"))
	rewriter, err := rewrite.New(rewrite.Options{})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, line []byte) {
		before := bytes.Clone(line)
		cleaned, err := cleanLine(line, rewriter)
		require.Equal(t, before, line, "the input was written to")
		if err != nil {
			require.Equal(t, line, cleaned)
			return
		}
		again, err := cleanLine(cleaned, rewriter)
		require.NoError(t, err)
		require.Equal(t, cleaned, again)
		if len(bytes.TrimSpace(line)) == 0 {
			return
		}
		assert.Equal(t, otherValues(t, line), otherValues(t, cleaned))
	})
}

// otherValues returns the values of all keys but "stacktrace".
func otherValues(t *testing.T, line []byte) map[string]json.RawMessage {
	t.Helper()
	var values map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(line, &values))
	delete(values, stacktraceKey)
	return values
}
