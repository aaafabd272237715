package rustname

import "testing"

// TestShapeAndKey compares both with the separate functions, for the names of real symbols in both forms and of crafted
// ones.
func TestShapeAndKey(t *testing.T) {
	parser, paths := new(Parser), 0
	for _, file := range []string{"golden.tsv.gz", "crafted.tsv"} {
		for _, row := range readDemangled(t, file) {
			for _, printed := range []string{row.symbol, row.full, row.short} {
				name, err := parser.Read(printed)
				if err != nil || name.Path == nil {
					continue
				}
				paths++
				shape, key := name.ShapeAndKey()
				if shape != name.shape() || key != name.Key() {
					t.Errorf("%q: %+v and %x together, %+v and %x apart", name.Text, shape, key, name.shape(), name.Key())
				}
			}
		}
	}
	if paths < 50_000 {
		t.Errorf("%d names were paths, there should be at least 50,000", paths)
	}
}
