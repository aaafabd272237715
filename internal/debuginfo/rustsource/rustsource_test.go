package rustsource

import (
	"fmt"
	"strings"
	"testing"
)

var kindNames = map[Kind]string{
	None: "nothing", Fn: "fn", AsyncFn: "async fn", GenFn: "gen fn", AsyncGenFn: "async gen fn", Closure: "closure",
	AsyncClosure: "async closure", AsyncBlock: "async block", GenBlock: "gen block", AsyncGenBlock: "async gen block",
	Impl: "impl", Trait: "trait", Module: "module", AtAttribute: "attribute", AtMacro: "macro",
}

// around returns what is around a place, innermost first.
func (s *Source) around(p Position) string {
	var all []string
	for i := s.Around(p); i >= 0; i = s.Scopes[i].Parent {
		all = append(all, strings.TrimSpace(kindNames[s.Scopes[i].Kind]+" "+s.Scopes[i].Name))
	}
	return strings.Join(all, ", ")
}

// TestScopes has sources with a mark, «, before a place, and what begins there and is around it.
func TestScopes(t *testing.T) {
	cases := []struct{ source, begins, around string }{
		{"async fn f(n: u32) -> u32 «{ n }", "async fn", "async fn f"},
		{"pub(crate) async unsafe extern \"C\" fn f() «{}", "async fn", "async fn f"},
		{"impl<T: Into<Vec<u8>>> Trait<T> for Type<T> where T: Copy { fn f(&self) { «g() } }", "nothing", "fn f, impl Type"},
		{"impl a::Type { async fn f() -> Result<(), Box<dyn Error>> «{} }", "async fn", "async fn f, impl a::Type"},
		{"trait T { async fn given(&self); async fn f(&self) «{} }", "async fn", "async fn f, trait T"},
		{"mod m { fn f() -> impl Future { «async move { 1 } } }", "async block", "async block, fn f, module m"},
		{"fn f() { let c = |n| Box::pin(«async move { leaf().await + n }); }", "async block", "async block, closure, fn f"},
		{"fn f() {\n    let c: Box<dyn Fn(u32) -> Pin<Box<dyn Future<Output = u32>>>> =\n        Box::new(|n| Box::pin(«async move { n }));\n    block_on(c(1));\n}", "async block", "async block, closure, fn f"},
		{"fn f() { g(«async |n: u32| leaf(n).await, 1) }", "async closure", "async closure, fn f"},
		{"fn f() { async move «{ 1 } }", "async block", "async block, fn f"},
		{"fn f() { g(async move |n| «leaf(n).await, 1) }", "async closure", "async closure, fn f"},
		{"fn f() { g(|n| n + 1, «h()) }", "nothing", "fn f"},
		{"fn f() { g(&mut |n| { «h() }) }", "nothing", "closure, fn f"},
		{"fn f() { g(move || { «h() }) }", "nothing", "closure, fn f"},
		{"fn f() { let n = a | b; let m = a() || «c(); }", "nothing", "fn f"},
		{"fn f() { v.iter().map(|(a, b)| a | b).filter(|&(x)| x).for_each(«drop) }", "nothing", "fn f"},
		{"fn f() { v.map(|x: &str| -> Vec<u8> { «x }) }", "nothing", "closure, fn f"},
		{"fn f() { match x { A | B => «g(), C => |y| y } }", "nothing", "fn f"},
		{"fn f() { select! { _ = a => {}, v = «async { 1 } => {} } }", "async block", "async block, fn f"},
		{"fn f() -> impl Stream { «async_stream::stream! { yield 1; } }", "macro", "fn f"},
		{"fn f() { if a != b { «g!() } }", "macro", "fn f"},
		{"«#[tracing::instrument(skip(self), fields(a = [1]))]\nasync fn f() {}", "attribute", ""},
		{"// fn g() {\n/* { /* { */ */ fn f() { let s = \"{ } \\\" |\"; let c = '{'; let l: &'a str = r#\"\" }\"#; «g() }", "nothing", "fn f"},
		{"fn f() { let b = b'\\''; let r#async = 1; let ü = \"é\"; let x = ('é', «async {}); }", "async block", "async block, fn f"},
		{"fn f() { fn g() { async { fn h() { «x } } } }", "nothing", "fn h, async block, fn g, fn f"},
		{"fn f(g: fn(u32) -> u32, h: [u8; 4]) { «x }", "nothing", "fn f"},
		{"gen fn f() { «gen move { yield 1 } }", "gen block", "gen block, gen fn f"},
		{"async gen fn f() { «async gen { yield 1 } }", "async gen block", "async gen block, async gen fn f"},
		{"macro_rules! m { ($x:expr) => { fn f() { $x } }; }\nfn g() { «m!(1) }", "macro", "fn g"},
		{"fn f() } } ) fn g() { «h", "nothing", "fn g"},
	}
	for _, c := range cases {
		before, _, _ := strings.Cut(c.source, "«")
		line := 1 + strings.Count(before, "\n")
		column := 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
		s := Parse(strings.Replace(c.source, "«", "", 1))
		at := Position{line, column}
		if got := kindNames[s.At(at)]; got != c.begins {
			t.Errorf("%s: %s begins, want %s", c.source, got, c.begins)
		}
		if got := s.around(at); got != c.around {
			t.Errorf("%s: in %s, want %s", c.source, got, c.around)
		}
	}
}

func TestAttributes(t *testing.T) {
	s := Parse("#[async_trait]\nimpl T for S {\n  #[instrument(level = \"info\")]\n  #[inline]\n  async fn f() { #[cfg(test)] let x = 1; }\n  fn g() {}\n}")
	want := []string{"[{async_trait {1 1}}]", "[{instrument {3 3}} {inline {4 3}}]", "[]"}
	for i := range s.Scopes {
		if got := fmt.Sprint(s.Scopes[i].Attributes); got != want[i] {
			t.Errorf("%s has %s, want %s", s.Scopes[i].Name, got, want[i])
		}
	}
	if scope, path := s.BelowAttribute(Position{3, 3}); scope != 1 || path != "instrument" {
		t.Errorf("%d, %s", scope, path)
	}
}

// TestLongSources has what would take hours, or all of the stack, to read in a simple way.
func TestLongSources(t *testing.T) {
	const n = 1 << 15
	for _, part := range []string{"r#", "|(", "(|", "/*", "impl<", "#[", "a::", "'", "1 ", "async ", "fn f(", "fn f() {", "move |x| ", "{", "}"} {
		s := Parse(strings.Repeat(part, n))
		if got := s.Around(Position{1, n}); int(got) >= len(s.Scopes) {
			t.Errorf("%s: %d of %d", part, got, len(s.Scopes))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"async fn f() { |x| async { r#\"\"# } }", "impl<", "fn", "#[", "'", "b'", "/*", "|", "async move |", "r#"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := Parse(text)
		for i, scope := range s.Scopes {
			if scope.End.before(scope.Start) || int(scope.Parent) >= i {
				t.Errorf("%+v", scope)
			}
			s.around(scope.Start)
		}
	})
}
