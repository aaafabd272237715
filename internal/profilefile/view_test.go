package profilefile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profilefile"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// TestWhatIsExplainedIsWhatIsDone holds what explanations say of stacks to the stacks that come out.
func TestWhatIsExplainedIsWhatIsDone(t *testing.T) {
	p := newProcessor(t, nil)
	for name, raw := range realProfiles(t) {
		t.Run(name, func(t *testing.T) {
			file, err := profilefile.Read(raw)
			require.NoError(t, err)
			want, got := map[string]int64{}, map[string]int64{}
			for stack := range file.After(p) {
				want[join(stack.Lines, func(l *profilefile.Line) string { return l.Name })] += stack.Values[0]
			}
			for stack := range file.Before(p) {
				got[join(stack.Lines, func(l *profilefile.Line) string {
					switch {
					case !stack.Rust || l.Explanation.Name == "":
						return l.Name
					case l.Removed:
						return ""
					}
					return l.Result
				})] += stack.Values[0]
			}
			assert.Equal(t, want, got)
		})
	}
}

// TestAfterIsWhatComesOut holds the stacks that are drawn as cleaned to those of the cleaned file, in every format.
func TestAfterIsWhatComesOut(t *testing.T) {
	p := newProcessor(t, func(o *processor.ProfileOptions) { o.CollapseRecursion, o.KeepRuntimeRoot = true, true })
	for name, formats := range realFormats(t) {
		for format, data := range formats {
			t.Run(name+"/"+format, func(t *testing.T) {
				file, err := profilefile.Read(data)
				require.NoError(t, err)
				drawn := map[string]int64{}
				for stack := range file.After(p) {
					drawn[join(stack.Lines, func(l *profilefile.Line) string { return l.Name })] += stack.Values[0]
				}
				assert.Equal(t, stacks(t, clean(t, p, data)), drawn)
			})
		}
	}
}

func join(lines []profilefile.Line, name func(*profilefile.Line) string) string {
	var names []string
	for i := range lines {
		if n := name(&lines[i]); n != "" {
			names = append(names, n)
		}
	}
	return strings.Join(names, ";")
}
