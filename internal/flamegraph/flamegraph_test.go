package flamegraph

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

func TestShort(t *testing.T) {
	for name, want := range map[string]string{
		"clone3":    "clone3",
		"shopd.pb":  "shopd.pb",
		"app::main": "app::main",
		"tokio::runtime::worker::run_task::h0123456789abcdef":                                  "worker::run_task",
		"<alloc::vec::Vec<T> as core::iter::FromIterator<T>>::from_iter":                       "Vec<T>::from_iter",
		"shopd::route::{{async-fn}}":                                                           "route::{{async-fn}}",
		"a::b::{async-fn#0}::{closure#1}":                                                      "b::{async-fn#0}::{closure#1}",
		"<F as core::ops::FnOnce<()>>::call_once":                                              "F::call_once",
		"<core::pin::Pin<&mut a::B> as core::future::Future>::poll":                            "Pin<&mut a::B>::poll",
		"<alloc::boxed::Box<dyn core::ops::Fn(a::B) -> c::D> as core::ops::Fn<(a::B,)>>::call": "Box<dyn core::ops::Fn(a::B) -> c::D>::call",
		"": "", "::": "::", "{closure#0}": "{closure#0}", "a::": "a::", ">>>::x": ">>>::x",
	} {
		if got := short(name); got != want {
			t.Errorf("short(%q) = %q, not %q", name, got, want)
		}
	}
}

// hostile are names that must be escaped in a page and in a picture.
const hostile = "</script><script>alert(1)</script>&\"'<!--\x00\x1b\xff"

func samplePage() *Page {
	page := &Page{Title: hostile, Unit: "samples", Before: NewGraph(), After: NewGraph()}
	page.Before.Add([]Frame{{hostile, "application"}, {"poll", "adapter"}, {"main", "runtime"}}, 997)
	page.Before.Add([]Frame{{"idle", "runtime"}, {"main", "runtime"}}, 2)
	page.Before.Add([]Frame{{"rare", "runtime"}, {"main", "runtime"}}, 1)
	page.Before.Add([]Frame{{"negative", "runtime"}}, -5)
	page.After.Add([]Frame{{hostile, "application"}}, 1000)
	return page
}

func TestBoxes(t *testing.T) {
	var got []string
	boxes := samplePage().Before.boxes(0.002)
	for _, b := range boxes {
		got = append(got, b.Name)
	}
	if want := []string{"all", "main", "poll", hostile, "idle"}; strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%q, not %q", got, want)
	}
	if last := boxes[len(boxes)-1]; last.left != 0.997 || last.width != 0.002 || last.depth != 2 || last.value != 2 {
		t.Errorf("%+v", last)
	}
	if depth := samplePage().Before.Depth(); depth != 2.997 {
		t.Errorf("%v frames a stack", depth)
	}
	if boxes := NewGraph().boxes(0.1); boxes != nil {
		t.Errorf("boxes of nothing: %v", boxes)
	}
}

func TestEndlessRecursionIsBounded(t *testing.T) {
	graph := NewGraph()
	stack := make([]Frame, 100_000)
	for i := range stack {
		stack[i] = Frame{"again", "application"}
	}
	graph.Add(stack, 1)
	if n := len(graph.boxes(0)); n != maxDepth+1 {
		t.Errorf("%d boxes", n)
	}
}

func TestSVGIsXML(t *testing.T) {
	var out strings.Builder
	if err := samplePage().SVG(&out); err != nil {
		t.Fatal(err)
	}
	decoder, texts := xml.NewDecoder(strings.NewReader(out.String())), ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			texts += string(token)
		case xml.StartElement:
			if token.Name.Local == "script" {
				t.Error("a script")
			}
		}
	}
	if !strings.Contains(texts, `</script><script>alert(1)</script>&"'<!--`+"\uFFFD\uFFFD\uFFFD (application, 99.7 %)") {
		t.Errorf("the name is not in %q", texts)
	}
}

var namesOfPage = regexp.MustCompile(`(?m)^const names = (\[.*?\]), shorts`)

func TestPageEscapesNames(t *testing.T) {
	var out strings.Builder
	if err := samplePage().HTML(&out); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	if n := strings.Count(page, "<script>"); n != 1 {
		t.Errorf("%d scripts", n)
	}
	if strings.Contains(page, "alert(1)</") || strings.Contains(page, "<!--") {
		t.Error("a name is not escaped")
	}
	for _, loads := range []string{"http:", "https:", "src=", "url(", "@import"} {
		if strings.Contains(page, loads) {
			t.Errorf("the page has %s", loads)
		}
	}
	match := namesOfPage.FindStringSubmatch(page)
	if match == nil {
		t.Fatal("no names")
	}
	var names []string
	if err := json.Unmarshal([]byte(match[1]), &names); err != nil || names[6] != strings.ToValidUTF8(hostile, "\uFFFD") {
		t.Errorf("%q, %v", names, err)
	}
}
