package main

import (
	"strings"
	"testing"
)

func TestLineDifference(t *testing.T) {
	long := strings.Repeat("x", 2*lineWidth)
	for _, c := range []struct{ name, before, after, want string }{
		{"within", "1\n2\n3\nold\n5\n6\n7\n", "1\n2\n3\nnew\nnewer\n5\n6\n7\n", "@ line 4\n  2\n  3\n- old\n+ new\n+ newer\n  5\n  6\n"},
		{"added at the end", "1\n", "1\n2\n", "@ line 2\n  1\n+ 2\n"},
		{"no line break", "1\n", "1", "@ line 1\n- 1\n+ 1 (no line break)\n"},
		{"far in a line", long + "old\n", long + "new\n", "@ line 1, from byte 570\n- " + long[:30] + "old\n+ " + long[:30] + "new\n"},
		{"binary", "a\xff1", "a\xff22", "binary: 3 bytes and 4 bytes, the same up to byte 2\n"},
	} {
		if got := lineDifference(c.before, c.after); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
	many := lineDifference("", strings.Repeat("line\n", 100))
	if lines := strings.Count(many, "\n"); lines > mostLines+2 || !strings.Contains(many, "and 84 more lines") {
		t.Errorf("%s", many)
	}
}
