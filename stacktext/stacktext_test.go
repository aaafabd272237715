package stacktext

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/lab/casetest"
)

// cases are the captured texts. Their sections are: input; frames, what was found in it, as listing prints it;
// want, the input with the edits of sampleEdits made.
const cases = "testdata/*/*.txtar"

func TestCases(t *testing.T) {
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		text := c.Input(t)
		trace, err := Find(text)
		c.Check(t, "frames", listing(trace, err))
		if err != nil {
			c.Want(t, text)
			return
		}
		check(t, trace)
		checkParts(t, trace)
		c.Want(t, trace.Print(sampleEdits(trace)))
	})
}

// listing prints what was found, one line per frame.
func listing(trace *Trace, err error) string {
	if err != nil {
		return err.Error() + "\n"
	}
	var out strings.Builder
	for _, s := range trace.Stacks {
		fmt.Fprintf(&out, "%v\n", s.Layout)
		for i := s.First; i < s.End; i++ {
			f := trace.Frames[i]
			if f.Omitted > 0 {
				fmt.Fprintf(&out, "  omitted %d\n", f.Omitted)
				continue
			}
			fmt.Fprintf(&out, "%4s %s", strings.TrimLeft(f.Number.Of(trace.Text), " "), trace.Name(i))
			if !f.File.Empty() {
				fmt.Fprintf(&out, " | %s %d %d", trace.File(i), f.Line, f.Column)
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// sampleEdits makes some of each edit: it removes and elides frames at fixed distances, renames closures, strips
// hashes, and numbers what stays.
func sampleEdits(trace *Trace) []Edit {
	edits := make([]Edit, len(trace.Frames))
	renamed := strings.NewReplacer("{{closure}}", "{{async-fn}}", "{closure#", "{async-fn#")
	for _, s := range trace.Stacks {
		number, counted := -1, false
		for i := s.First; i < s.End; i++ {
			e, k := &edits[i], i-s.First
			if !trace.Frames[i].Number.Empty() {
				counted = false
			}
			if k%4 == 1 {
				e.Action = Remove
				continue
			}
			if k%7 == 4 {
				*e = Edit{Action: Elide, Omitted: 1 + k%2}
				continue
			}
			if !counted {
				number, counted = number+1, true
			}
			e.Renumber, e.Number = true, number
			e.Name = renamed.Replace(trace.Name(i))
			if hashed(e.Name) {
				e.Name = e.Name[:len(e.Name)-len("::h0123456789abcdef")]
			}
		}
	}
	return edits
}

// check holds a trace to what is promised of every trace.
func check(t testing.TB, trace *Trace) {
	t.Helper()
	end := 0
	for i, s := range trace.Stacks {
		if s.First != end || s.End <= s.First {
			t.Fatalf("stack %d has the frames %d to %d, the one before ended at %d", i, s.First, s.End, end)
		}
		end = s.End
	}
	if end != len(trace.Frames) || end == 0 {
		t.Fatalf("stacks end at frame %d of %d", end, len(trace.Frames))
	}
	offset := 0
	for i, f := range trace.Frames {
		if f.Start < offset || f.End <= f.Start || f.End > len(trace.Text) {
			t.Fatalf("frame %d is %v, the one before ended at %d, the text at %d", i, f.Span, offset, len(trace.Text))
		}
		offset = f.End
		for _, part := range []Span{f.Number, f.Name, f.File} {
			if !part.Empty() && (part.Start < f.Start || part.End > f.End) {
				t.Fatalf("frame %d is %v and has a part %v", i, f.Span, part)
			}
		}
		if f.content < f.Start || f.tail < f.content || f.End < f.tail {
			t.Fatalf("frame %d is %v, its content %d to %d", i, f.Span, f.content, f.tail)
		}
	}
	if got := trace.Print(make([]Edit, len(trace.Frames))); got != trace.Text {
		t.Fatalf("no edits change the text to %q", got)
	}
}

func FuzzFind(f *testing.F) {
	casetest.Seed(f, cases, "input")
	casetest.Seed(f, cases, "want")
	f.Fuzz(func(t *testing.T, text string) {
		checkStart(t, text)
		trace, err := Find(text)
		if err != nil {
			if trace != nil {
				t.Fatal("both a trace and an error")
			}
			return
		}
		check(t, trace)
		checkRemove(t, trace)
		checkStable(t, trace)
		checkParts(t, trace)
	})
}

// checkRemove removes one frame at a time. In a list the comma goes too.
func checkRemove(t testing.TB, trace *Trace) {
	t.Helper()
	for _, s := range trace.Stacks {
		for i := s.First; i < s.End && i < s.First+50; i++ {
			edits := make([]Edit, len(trace.Frames))
			edits[i].Action = Remove
			f := trace.Frames[i]
			want := trace.Text[:f.Start] + trace.Text[f.End:]
			got := trace.Print(edits)
			ownerOfNext := i+1 < s.End && trace.Frames[i+1].Number.Empty()
			if got != want && !s.separated && !ownerOfNext {
				t.Fatalf("without frame %d: %q, want %q", i, got, want)
			}
			if len(got) > len(want) && s.separated {
				t.Fatalf("without element %d: %q", i, got)
			}
		}
	}
}

// checkParts prints the lines as parts: together they are the text, and one without a frame is unchanged.
func checkParts(t testing.TB, trace *Trace) {
	t.Helper()
	lines := strings.SplitAfter(trace.Text, "\n")
	ends := make([]int, len(lines))
	end := 0
	for i, line := range lines {
		end += len(line)
		ends[i] = end
	}
	edits := sampleEdits(trace)
	parts := trace.PrintParts(edits, ends)
	if got, want := strings.Join(parts, ""), trace.Print(edits); got != want || len(parts) != len(lines) {
		t.Fatalf("%d lines in %d parts: %q, want %q", len(lines), len(parts), got, want)
	}
	inStack := func(start, end int) bool {
		return slices.ContainsFunc(trace.Stacks, func(s Stack) bool {
			return trace.Frames[s.First].Start < end && start < trace.Frames[s.End-1].End
		})
	}
	for i, line := range lines {
		if parts[i] != line && !inStack(ends[i]-len(line), ends[i]) {
			t.Fatalf("the line %q, which is in no stack, became %q", line, parts[i])
		}
	}
	if unchanged := trace.PrintParts(make([]Edit, len(trace.Frames)), ends); !slices.Equal(unchanged, lines) {
		t.Fatalf("without edits: %q, want %q", unchanged, lines)
	}
}

// checkStable edits, reads the result, and finds in it what the edits left.
func checkStable(t testing.TB, trace *Trace) {
	t.Helper()
	edits := sampleEdits(trace)
	again, err := Find(trace.Print(edits))
	if err != nil {
		return // what showed that it is Rust can be gone
	}
	check(t, again)
}

// TestPrintedIsRead holds the captured texts to more than FuzzFind can: what was printed is read as what stayed.
func TestPrintedIsRead(t *testing.T) {
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		trace, err := Find(c.Input(t))
		if err != nil {
			return
		}
		edits := sampleEdits(trace)
		printed := trace.Print(edits)
		again, err := Find(printed)
		if err != nil {
			t.Fatal(err)
		}
		want, got := kept(trace, edits), kept(again, make([]Edit, len(again.Frames)))
		for i := range min(len(want), len(got)) {
			if want[i] != got[i] {
				t.Fatalf("frame %d is %s, want %s", i, got[i], want[i])
			}
		}
		if len(want) != len(got) {
			t.Fatalf("%d frames, want %d", len(got), len(want))
		}
		if again.Print(make([]Edit, len(again.Frames))) != printed {
			t.Error("printed twice is not printed once")
		}
	})
}

// kept lists the frames that edits leave.
func kept(trace *Trace, edits []Edit) []string {
	var out []string
	for _, s := range trace.Stacks {
		for i := s.First; i < s.End; i++ {
			f, e := trace.Frames[i], edits[i]
			switch {
			case e.Action == Elide && s.Layout.holdsElision():
				out = append(out, fmt.Sprint("omitted ", e.Omitted))
			case e.Action != Keep:
			case f.Omitted > 0:
				out = append(out, fmt.Sprint("omitted ", f.Omitted))
			default:
				name := e.Name
				if name == "" {
					name = trace.Name(i)
				}
				out = append(out, fmt.Sprintf("%s | %s %d %d", name, trace.File(i), f.Line, f.Column))
			}
		}
	}
	return out
}

func TestCut(t *testing.T) {
	casetest.Run(t, cases, func(t *testing.T, c *casetest.Case) {
		text := c.Input(t)
		whole, err := Find(text)
		if err != nil {
			return
		}
		step := 1 + len(text)/500
		for cut := 0; cut < len(text); cut += step {
			trace, err := Find(text[:cut])
			if err != nil {
				continue
			}
			check(t, trace)
			if len(trace.Frames) > len(whole.Frames)+1 {
				t.Fatalf("cut at %d there are %d frames, whole there are %d", cut, len(trace.Frames), len(whole.Frames))
			}
		}
	})
}

func TestLimits(t *testing.T) {
	if _, err := Find(strings.Repeat(" ", MaxText+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a text over the limit: %v", err)
	}
	for _, frame := range []string{
		"   0: a::{{closure}}\n", "%d: a::{{closure}}\n", "{ fn: \"a::{{closure}}\" },\n", "╼ a::b at x.rs:1:1\n",
		"#%d  a::{{closure}} () at x.rs:1\n", "%d a::{{closure}}\n", "p;a::{{closure}} 1\n", "a::b x.rs:1\n",
	} {
		var many strings.Builder
		many.WriteString("Backtrace [\n")
		for i := range maxFrames + 2 {
			many.WriteString(strings.Replace(frame, "%d", strconv.Itoa(i), 1))
		}
		if trace, err := Find(many.String()); !errors.Is(err, ErrTooLarge) || trace != nil {
			t.Errorf("too many of %q: %v", frame, err)
		}
	}
}

// longStack returns a stack of that many frames.
func longStack(frames int) string {
	var text strings.Builder
	for i := range frames {
		fmt.Fprintf(&text, "%4d: app::handlers::cart::add_item::{{closure}}::{{closure}}\n             at ./src/handlers/cart.rs:118:%d\n", i, i%80)
	}
	return text.String()
}
