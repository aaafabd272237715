package corpus

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
)

// member is one file of an archive.
type member struct{ name, text string }

// readArchive reads a gzip-compressed txtar archive: a comment, then members that each start with a line
// "-- name --".
func readArchive(path string) (comment string, members []member, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	decompressed, err := gzip.NewReader(file)
	if err != nil {
		return "", nil, err
	}
	data, err := io.ReadAll(decompressed)
	if err != nil {
		return "", nil, err
	}
	comment, members = splitArchive(string(data))
	if len(members) == 0 {
		return "", nil, fmt.Errorf("no members")
	}
	return comment, members, nil
}

func splitArchive(data string) (comment string, members []member) {
	start := 0 // of the text of the member that is being read
	for at := 0; at < len(data); {
		end := at + strings.IndexByte(data[at:], '\n') + 1
		if end == at {
			end = len(data)
		}
		if name, ok := memberName(data[at:end]); ok {
			if len(members) == 0 {
				comment = data[:at]
			} else {
				members[len(members)-1].text = data[start:at]
			}
			members = append(members, member{name: name})
			start = end
		}
		at = end
	}
	if len(members) > 0 {
		members[len(members)-1].text = data[start:]
	}
	return comment, members
}

func memberName(line string) (string, bool) {
	name, ok := strings.CutPrefix(line, "-- ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(strings.TrimSuffix(name, "\n"), " --")
}
