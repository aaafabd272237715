package stacktext

import "testing"

func TestParsePanic(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want PanicMessage
		no   bool
	}{
		"1.63": {
			text: "thread 'main' panicked at 'index out of bounds: it's', 3', src/main.rs:27:158\nstack backtrace:\n   0: app::f\nnote: Some details are omitted\n",
			want: PanicMessage{"main", "src/main.rs:27:158", "index out of bounds: it's', 3", "   0: app::f"},
		},
		"1.80": {
			text: "\nthread '<unnamed>' panicked at src/main.rs:27:158:\nfirst\nsecond\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
			want: PanicMessage{"<unnamed>", "src/main.rs:27:158", "first\nsecond", ""},
		},
		"1.95": {
			text: "\nthread 'worker' (822) panicked at /build/src/main.rs:1:2:\nboom\nstack backtrace:\n   0: app::f\n   1: app::g\n",
			want: PanicMessage{"worker", "/build/src/main.rs:1:2", "boom", "   0: app::f\n   1: app::g\n"},
		},
		"CRLF": {
			text: "\r\nthread 'main' panicked at src\\main.rs:1:2:\r\nboom\r\nstack backtrace:\r\n   0: app::f\r\n   1: app::g\r\nnote: Some details are omitted\r\n",
			want: PanicMessage{"main", `src\main.rs:1:2`, "boom", "   0: app::f\n   1: app::g"},
		},
		"CRLF, 1.63": {
			text: "thread 'main' panicked at 'boom', src/main.rs:27:158\r\nstack backtrace:\r\n   0: app::f\r\n",
			want: PanicMessage{"main", "src/main.rs:27:158", "boom", "   0: app::f\n"},
		},
		"PanicHookInfo": {text: "panicked at src/lib.rs:3:4:\nboom", want: PanicMessage{"", "src/lib.rs:3:4", "boom", ""}},
		"prose":         {text: "thread 'main' panicked at dawn", no: true},
		"log line":      {text: "error: thread 'main' panicked at src/main.rs:1:1:\nboom", no: true},
		"empty":         {no: true},
	} {
		got, ok := ParsePanic(c.text)
		if ok == c.no || !c.no && got != c.want {
			t.Errorf("%s: %v\n got: %+v\nwant: %+v", name, ok, got, c.want)
		}
	}
}
