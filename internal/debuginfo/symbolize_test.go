package debuginfo

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/debuginfotest"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
)

func testPrograms(tb testing.TB) string { return debuginfotest.Unpack(tb, "testdata/programs.zip") }

// answer is what addr2line says of an address.
type answer struct {
	address uint64
	frames  []Frame
}

// readAnswers reads what `addr2line -a -f -i` prints: an address, then for each frame a line with the symbol and one
// with the file and the line.
func readAnswers(t *testing.T, path string) []answer {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var answers []answer
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for i := 0; i < len(lines); i++ {
		if hex, ok := strings.CutPrefix(lines[i], "0x"); ok {
			address, err := strconv.ParseUint(hex, 16, 64)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, answer{address: address})
			continue
		}
		place, _, _ := strings.Cut(lines[i+1], " (discriminator")
		colon := strings.LastIndexByte(place, ':')
		frame := Frame{Symbol: lines[i], File: place[:colon]}
		frame.Line, _ = strconv.Atoi(place[colon+1:]) // "?" where there is none
		if frame.File == "??" {
			frame.File = ""
		}
		last := &answers[len(answers)-1]
		last.frames = append(last.frames, frame)
		i++
	}
	return answers
}

func TestFramesAreThoseOfAddr2line(t *testing.T) {
	directory := testPrograms(t)
	for program, answers := range map[string]string{
		"1.63/libfutures.so":                 "1.63",
		"1.95/libfutures.so":                 "1.95",
		"1.95-dwarf5/libfutures.so":          "1.95",
		"1.95-split-unpacked4/libfutures.so": "1.95",
		"1.95-split-packed4/libfutures.so":   "1.95",
		"1.95-split-unpacked5/libfutures.so": "1.95",
		"1.95-split-packed5/libfutures.so":   "1.95",
		"identified/libfutures.so":           "1.95",
		"compressed-zstd/libfutures.so":      "1.95",
	} {
		s := openSymbolizer(t, filepath.Join(directory, program))
		frames, inlined := 0, 0
		for _, want := range readAnswers(t, filepath.Join(directory, answers, "addr2line.txt")) {
			got, err := s.Frames(want.address)
			if err != nil {
				t.Fatal(err)
			}
			var plain []Frame
			for _, frame := range got {
				plain = append(plain, Frame{Symbol: frame.Symbol, File: frame.File, Line: frame.Line})
			}
			if diff := gocmp.Diff(want.frames, plain); diff != "" {
				t.Errorf("%s: %#x (-addr2line +frames)\n%s", program, want.address, diff)
			}
			entries, err := s.Entries(want.address)
			if err != nil || len(entries) != len(got) {
				t.Errorf("%s: %#x: %d entries of %d frames, %v", program, want.address, len(entries), len(got), err)
			}
			frames, inlined = frames+len(got), inlined+max(0, len(got)-1)
		}
		if frames < 1000 || inlined < 100 {
			t.Errorf("%s: %d frames, %d of them inlined", program, frames, inlined)
		}
	}
}

func openSymbolizer(tb testing.TB, path string) *Symbolizer {
	tb.Helper()
	f, err := symbols.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := f.Close(); err != nil {
			tb.Error(err)
		}
	})
	s, err := NewSymbolizer(f)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestFramesOfMachO(t *testing.T) {
	s := openSymbolizer(t, filepath.Join(testPrograms(t), "macho/thin.dSYM"))
	futures := map[string]bool{}
	for address := s.symbols[0].Address; address < s.file.Code()[0][1]; address++ {
		frames, err := s.Frames(address)
		if err != nil {
			t.Fatal(err)
		}
		if len(frames) == 0 || frames[len(frames)-1].Symbol != s.symbolAt(address) {
			t.Errorf("%#x: %v", address, frames)
			continue
		}
		for _, frame := range frames {
			if frame.File == "/src/futures.rs" && frame.Line > 0 && strings.HasSuffix(frame.Name, "{{closure}}") {
				futures[frame.Name] = true
			}
		}
	}
	if len(futures) < 4 {
		t.Errorf("only %v", futures)
	}
}

func TestFramesOfNothing(t *testing.T) {
	s := openSymbolizer(t, filepath.Join(testPrograms(t), "1.95/libfutures.so"))
	for _, address := range []uint64{0, 1, 1 << 20, 1<<64 - 1} {
		if frames, err := s.Frames(address); err != nil || frames != nil {
			t.Errorf("%#x: %v, %v", address, frames, err)
		}
	}
}

func TestFramesAtOnce(t *testing.T) {
	directory := testPrograms(t)
	s := openSymbolizer(t, filepath.Join(directory, "1.95-dwarf5/libfutures.so"))
	answers := readAnswers(t, filepath.Join(directory, "1.95/addr2line.txt"))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, want := range answers {
				if frames, err := s.Frames(want.address); err != nil || len(frames) != len(want.frames) {
					t.Errorf("%#x: %d frames, %v", want.address, len(frames), err)
				}
			}
		})
	}
	group.Wait()
}

func BenchmarkFrames(b *testing.B) {
	path := filepath.Join(testPrograms(b), "1.95/libfutures.so")
	s := openSymbolizer(b, path)
	code := s.file.Code()[0]
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.readFrames((code[0] + code[1]) / 2); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("kept", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Frames((code[0] + code[1]) / 2); err != nil {
				b.Fatal(err)
			}
		}
	})
}
