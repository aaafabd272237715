package scope

// How sure a kind in a list is. Debug information is sure of all kinds; of a program without, some are not.

import (
	"strings"

	"github.com/rustasyncprocessor/rustasyncprocessor/coroutine"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/kindset"
	"github.com/rustasyncprocessor/rustasyncprocessor/rustname"
)

// A kind in a list may have one of these added.
const (
	// Likely is of a kind of async coroutine that is nearly always right; that it is one of them is sure.
	Likely coroutine.Kind = 0x40
	// Perhaps is of a kind that is nearly always right.
	Perhaps coroutine.Kind = 0x80

	grades = Likely | Perhaps
)

// CandidatesOf returns what a kind in a list stands for.
func CandidatesOf(kind byte) kindset.Candidates {
	plain := coroutine.Kind(kind) &^ grades
	switch coroutine.Kind(kind) & grades {
	case 0:
		return kindset.Candidates{Kinds: kindset.Of(plain)}
	case Likely:
		return kindset.Candidates{Kinds: kindset.AnyAsync, Likely: plain}
	}
	return kindset.Candidates{Kinds: kindset.Any, Likely: plain}
}

// gradeWords stand before the word of a kind.
var gradeWords = map[coroutine.Kind]string{Likely: "likely ", Perhaps: "perhaps "}

// Word returns the word of a kind in a list.
func Word(kind byte) string {
	return gradeWords[coroutine.Kind(kind)&grades] + (coroutine.Kind(kind) &^ grades).String()
}

// KindOf returns the kind with a word, Unknown for a word that a later version may write.
func KindOf(word string) coroutine.Kind {
	for grade, before := range gradeWords {
		if rest, ok := strings.CutPrefix(word, before); ok {
			if kind := KindOf(rest); kind != rustname.KindUnknown && kind&grades == 0 {
				return kind | grade
			}
			return rustname.KindUnknown
		}
	}
	for kind := range rustname.Kinds {
		if coroutine.Kind(kind).String() == word {
			return coroutine.Kind(kind)
		}
	}
	return rustname.KindUnknown
}

// Plain returns the kinds without how sure they are.
func (k Kinds) Plain() Kinds {
	plain := []byte(k)
	for i := range plain {
		plain[i] &^= byte(grades)
	}
	return Kinds(plain)
}
