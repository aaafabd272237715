package e2e

import (
	"encoding/base64"
	"encoding/hex"
)

// idKeys are the fields that OTLP's JSON writes in hexadecimal
// (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
var idKeys = map[string]bool{"traceId": true, "spanId": true, "parentSpanId": true}

func idsInBase64(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			if text, ok := member.(string); ok && idKeys[key] {
				if id, err := hex.DecodeString(text); err == nil {
					value[key] = base64.StdEncoding.EncodeToString(id)
				}
				continue
			}
			value[key] = idsInBase64(member)
		}
	case []any:
		for i := range value {
			value[i] = idsInBase64(value[i])
		}
	}
	return value
}
