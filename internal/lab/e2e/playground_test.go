package e2e

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readmeTraces returns README's trace before and after.
func readmeTraces(t *testing.T) (before, after string) {
	t.Helper()
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	block := func(name string) string {
		match := regexp.MustCompile("(?s)```text " + name + "\n(.*?)```").FindSubmatch(readme)
		require.NotNil(t, match, name)
		return string(match[1])
	}
	return block("before"), block("after")
}

func TestStackIsCleaned(t *testing.T) {
	tab := open(t, "")
	assert.Equal(t, "Nothing is pasted yet.", tab.text("summary"))
	before, after := readmeTraces(t)
	tab.paste(before)
	assert.Equal(t, after, tab.shown())
	assert.Equal(t, after, evaluate[string](tab, "result.cleaned"))
	assert.Equal(t, "Cleaned: 3 of 7 frames stay; removed are 3 generator, 1 adapter; closures are 3 async-fn. "+
		"It happened in async_codegen::b::{async-fn#0}.", tab.text("summary"))

	tab.do(chromedp.Click("#struck"))
	assert.Equal(t, 4, evaluate[int](tab, `pieces.querySelectorAll("button:has(del)").length`))
	assert.Contains(t, tab.shown(), "GenFuture<async_codegen::b::{closure#0}>")
	tab.picture("struck")

	tab.paste("error: nothing to see\n")
	assert.Equal(t, "There is no Rust stack trace in this text.", tab.text("summary"))
	assert.Equal(t, "error: nothing to see\n", tab.shown())
}

func TestOptions(t *testing.T) {
	tab := open(t, "")
	before, _ := readmeTraces(t)
	tab.paste(before)
	for _, option := range []struct{ change, seen string }{
		{`options.elements.labelStyle.value = "rustc"`, "{async_fn#0}"},
		{`options.elements.labelStyle.value = "none"`, "async_codegen::b::{closure#0}\n"},
		{`options.elements.minGrade.value = "exact"`, "async_codegen::b::{closure#0}\n"},
		{`options.elements.keepNumbers.click()`, "   8: async_codegen::tests::test_stack::{async-fn#0}"},
		{`[...options.elements.remove].find(input => input.value === "adapter").click()`, "<core::pin::Pin<"},
	} {
		assert.NotContains(t, tab.shown(), option.seen)
		tab.script(option.change + `; clean()`)
		assert.Contains(t, tab.shown(), option.seen, option.change)
		tab.script(`options.reset(); clean()`)
	}
	tab.try(0)
	for _, option := range []struct{ name, goes, comes string }{
		{"elision", "[... omitted", ""},
		{"elideGenerics", "", "<_>"},
	} {
		shown := tab.shown()
		assert.Contains(t, shown, option.goes)
		tab.do(chromedp.Click(`[name="` + option.name + `"]`))
		if option.goes != "" {
			assert.NotContains(t, tab.shown(), option.goes)
		}
		assert.Contains(t, tab.shown(), option.comes)
		assert.NotEqual(t, shown, tab.shown())
	}
}

func TestEveryExampleIsCleaned(t *testing.T) {
	tab := open(t, "")
	examples := evaluate[int](tab, "examples.length")
	require.Positive(t, examples)
	for i := range examples {
		tab.try(i)
		assert.True(t, strings.HasPrefix(tab.text("summary"), "Cleaned: "), "example %d: %s", i, tab.text("summary"))
		assert.Equal(t, evaluate[string](tab, "result.cleaned.trimEnd()"), strings.TrimRight(tab.shown(), "\n"), "example %d", i)
		tab.picture(fmt.Sprintf("example%d", i))
	}
}

func TestFramesSayWhyByPointerAndByKeyboard(t *testing.T) {
	tab := open(t, "")
	before, _ := readmeTraces(t)
	tab.paste(before)
	tab.do(chromedp.Click("#struck"), chromedp.Focus("#struck"))
	details := func() string { return tab.text("details") }

	tab.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab)) // over the two buttons, to the first frame
	assert.Contains(t, details(), "kept")
	assert.Contains(t, details(), "GenFuture<T: Generator> is made for async bodies only")
	tab.picture("focus")
	tab.do(chromedp.KeyEvent(kb.ArrowDown))
	assert.Contains(t, details(), "removed")
	assert.Contains(t, details(), "every .await goes through it")
	tab.do(chromedp.KeyEvent(kb.End))
	assert.Contains(t, details(), "core::pin::Pin")
	tab.do(chromedp.KeyEvent(kb.Home))
	assert.Equal(t, 1, evaluate[int](tab, `pieces.querySelectorAll("button[tabindex='0']").length`), "one stop for Tab")

	tab.script(`pieces.querySelectorAll("button")[2].dispatchEvent(new MouseEvent("mouseover", { bubbles: true }))`)
	assert.Contains(t, details(), "async_codegen::a::{closure#0} is async-fn, inferred")
}

func TestLinkHoldsTextAndOptions(t *testing.T) {
	tab := open(t, "")
	before, _ := readmeTraces(t)
	tab.paste(before + "ünïcode 🦀\n")
	tab.do(chromedp.Click(`[name="keepNumbers"]`), chromedp.Click(`[name="elision"]`), chromedp.Click("#share"))
	tab.until(`location.hash !== ""`)
	link, cleaned := evaluate[string](tab, "location.href"), evaluate[string](tab, "result.cleaned")
	assert.Less(t, len(link), len(before), "the text is compressed")
	assert.Regexp(t, `#1\.[A-Za-z0-9_-]+$`, link)

	_, fragment, _ := strings.Cut(link, "#")
	second := open(t, "#"+fragment)
	assert.Equal(t, before+"ünïcode 🦀\n", evaluate[string](second, "text.value"))
	assert.Equal(t, cleaned, evaluate[string](second, "result.cleaned"))
	assert.False(t, evaluate[bool](second, "chosen().elision"))
	assert.True(t, evaluate[bool](second, "chosen().keepNumbers"))
	second.script(`text.value = ""; location.hash = "#1.` + fragment[2:len(fragment)/2] + `"`)
	second.until(`$("told").textContent === "The link is damaged or too long."`)
}

// TestLinkThatUnpacksToTooMuch opens a link of some kilobytes that unpacks to gigabytes.
func TestLinkThatUnpacksToTooMuch(t *testing.T) {
	tab := open(t, "")
	tab.script(`(async () => {
		const blank = new Blob(Array(80).fill(" ".repeat(1 << 20)));
		const packed = await new Response(blank.stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
		location.hash = linkVersion + toBase64(new Uint8Array(packed)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	})()`)
	tab.until(`$("told").textContent === "The link is damaged or too long."`)
	assert.Empty(t, evaluate[string](tab, "text.value"))
}

// TestNothingIsLoadedOrSent uses the page, and runs scripts that try to connect to others, as an attacker's would.
func TestNothingIsLoadedOrSent(t *testing.T) {
	tab := open(t, "")
	before, _ := readmeTraces(t)
	tab.paste(before)
	tab.do(chromedp.Click("#share"))
	tab.until(`location.hash !== ""`)
	assert.Equal(t, []string{address(t)}, tab.requested)
	assert.Empty(t, tab.complaints)

	for _, attempt := range []string{
		`fetch("https://example.org/")`,
		`fetch("data:text/plain,x")`,
		`new Promise((_, refuse) => { const image = new Image(); image.onerror = refuse; image.src = "https://example.org/x.png"; })`,
		`import("data:text/javascript,1")`,
		`new Promise((done, refuse) => setTimeout(() => { try { done(eval("1")); } catch (e) { refuse(e); } }))`, // later: the browser's tools may
		`(async () => { document.body.innerHTML = "<b>x</b>"; })()`,
		`(async () => { if (!navigator.sendBeacon("https://example.org/", "x")) throw 0; await new Promise((_, refuse) => document.addEventListener("securitypolicyviolation", refuse)); })()`,
		`new Promise((_, refuse) => { new WebSocket("wss://example.org/").onerror = refuse; })`,
	} {
		assert.True(t, evaluate[bool](tab, `(`+attempt+`).then(() => false, () => true)`), attempt)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	tab := open(t, "")
	tab.paste("   0: shop::pay::<img src=x onerror=\"document.title='bad'\">\n             at ./src/<script>document.title='bad'</script>.rs:1:1\n" +
		"   1: <tokio::runtime::task::core::Core<T,S>>::poll\n")
	assert.Equal(t, 0, evaluate[int](tab, `pieces.querySelectorAll("img, script").length`))
	assert.Contains(t, tab.shown(), "<img src=x onerror=")
	assert.Equal(t, "rustasync playground", evaluate[string](tab, "document.title"))
}

// TestColoursCanBeRead computes the contrast of all text with its background; WCAG's level AA wants 4.5.
func TestColoursCanBeRead(t *testing.T) {
	tab := open(t, "")
	tab.try(0)
	tab.do(chromedp.Click("#struck"))
	for _, scheme := range []string{"light", "dark"} {
		tab.inColours(scheme)
		tab.picture(scheme)
		poor := evaluate[[]string](tab, `(() => {
			const numbers = colour => colour.match(/[\d.]+/g).map(Number);
			const light = colour => {
				const [r, g, b] = numbers(colour).map(part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
				return 0.2126 * r + 0.7152 * g + 0.0722 * b;
			};
			const ground = element => {
				for (; element; element = element.parentElement) {
					const colour = getComputedStyle(element).backgroundColor;
					if (numbers(colour)[3] !== 0) return colour;
				}
			};
			const poor = new Set();
			for (const element of document.body.querySelectorAll("*")) {
				if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) || element.closest("script")) continue;
				const [low, high] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
				if ((high + 0.05) / (low + 0.05) < 4.5) poor.add(element.tagName + "." + element.className);
			}
			return [...poor];
		})()`)
		assert.Empty(t, poor, scheme)
	}
}

// TestEverythingHasAName walks the accessibility tree: whatever takes the focus says what it is.
func TestEverythingHasAName(t *testing.T) {
	tab := open(t, "")
	before, _ := readmeTraces(t)
	tab.paste(before)
	nodes := call(tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes
	roles := make(map[string]int)
	for _, node := range nodes {
		if node.Ignored || node.Role == nil {
			continue
		}
		role := strings.Trim(string(node.Role.Value), `"`)
		roles[role]++
		for _, property := range node.Properties {
			if property.Name == "focusable" && role != "RootWebArea" {
				assert.NotEmpty(t, strings.Trim(string(node.Name.Value), `"`), "a %s without a name", role)
			}
		}
	}
	assert.Equal(t, 12, roles["switch"])
	assert.Equal(t, 1, roles["main"])
	assert.Equal(t, 1, roles["heading"]-2, "h1 and two h2")
	assert.GreaterOrEqual(t, roles["status"], 2)
}

func TestNarrowScreen(t *testing.T) {
	tab := open(t, "")
	tab.do(chromedp.EmulateViewport(360, 740))
	tab.try(0)
	assert.LessOrEqual(t, evaluate[int](tab, "document.documentElement.scrollWidth"), 360)
	tab.picture("narrow")
}
