package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// stacktraceKey is the key whose value is cleaned.
const stacktraceKey = "stacktrace"

// cleanLine returns the line with the value of "stacktrace" cleaned: a string, or an array of strings each on its own. It
// copies all other bytes of the line as they are, and returns the line itself if nothing changes, or with an error.
func cleanLine(line []byte, rewriter *rewrite.Rewriter) ([]byte, error) {
	if len(bytes.TrimSpace(line)) == 0 {
		return line, nil
	}
	values, err := findValues(line)
	if err != nil {
		return line, err
	}
	var cleaned []byte
	copied := 0
	for _, value := range values {
		after, err := cleanValue(value.text, rewriter)
		if err != nil {
			return line, err
		}
		cleaned = append(append(cleaned, line[copied:value.start]...), after...)
		copied = value.start + len(value.text)
	}
	return append(cleaned, line[copied:]...), nil
}

// addMember returns a line that is one non-empty JSON object with one more member.
func addMember(line []byte, key string, value json.RawMessage) []byte {
	end := bytes.LastIndexByte(line, '}')
	longer := append([]byte(nil), line[:end]...)
	longer = append(longer, `,"`+key+`":`...)
	return append(append(longer, value...), line[end:]...)
}

// jsonValue is a value and its position in the line.
type jsonValue struct {
	start int
	text  json.RawMessage
}

// findValues returns the values of "stacktrace" in a line that is one JSON object.
func findValues(line []byte) ([]jsonValue, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("not valid UTF-8") // decoding would replace the bytes with U+FFFD
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	var found []jsonValue
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, fmt.Errorf("not a JSON object: %w", err)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, fmt.Errorf("not a JSON object: %w", err)
		}
		if key == stacktraceKey {
			found = append(found, jsonValue{int(decoder.InputOffset()) - len(value), value})
		}
	}
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("not a JSON object: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not one JSON object")
	}
	return found, nil
}

// cleanValue returns a JSON string, or an array of them, cleaned. It returns other values as they are.
func cleanValue(value json.RawMessage, rewriter *rewrite.Rewriter) (json.RawMessage, error) {
	switch value[0] {
	case '"':
		return cleanString(value, rewriter)
	case '[':
		return cleanArray(value, rewriter)
	default:
		return value, nil
	}
}

func cleanString(value json.RawMessage, rewriter *rewrite.Rewriter) (json.RawMessage, error) {
	var before string
	if err := json.Unmarshal(value, &before); err != nil {
		return nil, err
	}
	after, report := rewriter.Text(before)
	if after == before {
		return value, unread(&report)
	}
	if halfSurrogate(value) {
		return nil, errors.New("half of a surrogate pair") // decoding replaced it with U+FFFD
	}
	return quote(after)
}

// halfSurrogate reports whether a JSON string has a \ud800 to \udfff that is not part of a pair.
func halfSurrogate(value []byte) bool {
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' {
			continue
		}
		unit, ok := escapedUnit(value[i:])
		if !ok {
			i++
			continue
		}
		i += len(`\u0000`) - 1
		if !utf16.IsSurrogate(unit) {
			continue
		}
		low, ok := escapedUnit(value[i+1:])
		if !ok || utf16.DecodeRune(unit, low) == utf8.RuneError {
			return true
		}
		i += len(`\u0000`)
	}
	return false
}

// escapedUnit reads the \u0000 at the start of what is left of a JSON string.
func escapedUnit(rest []byte) (rune, bool) {
	if !bytes.HasPrefix(rest, []byte(`\u`)) || len(rest) < len(`\u0000`) {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(rest[len(`\u`):len(`\u0000`)]), 16, 16)
	return rune(unit), err == nil
}

func cleanArray(value json.RawMessage, rewriter *rewrite.Rewriter) (json.RawMessage, error) {
	var elements []json.RawMessage
	if err := json.Unmarshal(value, &elements); err != nil {
		return nil, err
	}
	changed := false
	for i, element := range elements {
		if element[0] != '"' {
			continue
		}
		after, err := cleanString(element, rewriter)
		if err != nil {
			return nil, err
		}
		changed = changed || !bytes.Equal(after, element)
		elements[i] = after
	}
	if !changed {
		return value, nil
	}
	return join(elements), nil
}

// join prints the elements as an array, each as it was written.
func join(elements []json.RawMessage) json.RawMessage {
	array := []byte{'['}
	for i, element := range elements {
		if i > 0 {
			array = append(array, ',')
		}
		array = append(array, element...)
	}
	return append(array, ']')
}

// quote returns the text as a JSON string without escaping <, > and &: names are full of them.
func quote(text string) (json.RawMessage, error) {
	var quoted bytes.Buffer
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(quoted.Bytes(), []byte("\n")), nil
}
