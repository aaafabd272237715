package e2e

// The browser that runs the playground's page.

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

const (
	page     = "../../../bin/playground/index.html"
	patience = time.Minute // for a whole test, on a busy machine
)

// quiet keeps a browser from doing work of its own, so that every request comes from the page.
var quiet = append(chromedp.DefaultExecAllocatorOptions[:],
	chromedp.NoSandbox, // it opens nothing but the page
	chromedp.DisableGPU,
	chromedp.Flag("disable-component-update", true),
)

// browsers are the names under which a browser may be installed.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"}

// tab is a page in a browser of its own.
type tab struct {
	*testing.T
	context context.Context
	mutex   sync.Mutex
	// requested are the addresses that the page asked for, complaints its messages on the console.
	requested, complaints []string
}

// open starts a browser and opens the playground from its file, like a user without a server.
func open(t *testing.T, fragment string) *tab {
	t.Helper()
	if _, err := os.Stat(page); err != nil {
		t.Skip("the page is not built: run `make e2e`")
	}
	browser := findBrowser()
	if browser == "" {
		t.Skipf("this needs a browser, installed under one of these names: %s", strings.Join(browsers, ", "))
	}
	options := append(slices.Clone(quiet), chromedp.ExecPath(browser), chromedp.UserDataDir(t.TempDir()))
	deadline, cancelDeadline := context.WithTimeout(context.Background(), patience)
	allocator, cancelAllocator := chromedp.NewExecAllocator(deadline, options...)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() { cancel(); cancelAllocator(); cancelDeadline() })
	opened := &tab{T: t, context: ctx}
	require.NoError(t, chromedp.Listen(ctx, opened.listen))
	call(opened, network.Enable, network.EnableParams{})
	call(opened, runtime.Enable, cdp.Empty{})
	opened.do(chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(address(t)+fragment), chromedp.WaitReady(`html[data-ready]`))
	return opened
}

func findBrowser() string {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func address(t *testing.T) string {
	path, err := filepath.Abs(page)
	require.NoError(t, err)
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// listen records what the page asks for and prints.
func (t *tab) listen(event any) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	switch event := event.(type) {
	case *network.EventRequestWillBeSent:
		t.requested = append(t.requested, event.Request.URL)
	case *runtime.EventExceptionThrown:
		t.complaints = append(t.complaints, event.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		for _, argument := range event.Args {
			t.complaints = append(t.complaints, string(argument.Value))
		}
	}
}

func (t *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	require.NoError(t, chromedp.Do(t.context, actions...))
}

// call sends a command of the browser's protocol.
func call[P, R any](t *tab, command cdp.Command[P, R], params P) R {
	t.Helper()
	result, err := chromedp.Call(t.context, command, params)
	require.NoError(t, err)
	return result
}

// evaluate returns the value of an expression, or of the promise that it gives.
func evaluate[V any](t *tab, expression string) V {
	t.Helper()
	value, err := chromedp.Run(t.context, chromedp.Evaluate[V](expression, chromedp.EvalAwaitPromise))
	require.NoError(t, err, expression)
	return value
}

// script runs a script in the page.
func (t *tab) script(script string) {
	t.Helper()
	evaluate[chromedp.Void](t, script)
}

// until waits until an expression is true.
func (t *tab) until(expression string) {
	t.Helper()
	_, err := chromedp.Run(t.context, chromedp.Poll[bool](expression))
	require.NoError(t, err, expression)
}

// paste pastes a text and waits until it is cleaned.
func (t *tab) paste(text string) {
	t.Helper()
	t.script(`result = null`)
	t.do(chromedp.SetValue("#text", text))
	t.script(`text.dispatchEvent(new Event("input"))`)
	t.until(`result !== null`)
}

// try chooses an example.
func (t *tab) try(example int) {
	t.Helper()
	t.do(chromedp.SetValue("#example", strconv.Itoa(example)))
	t.script(`$("example").dispatchEvent(new Event("change"))`)
}

// shown returns the text of the frames and of what is between them, as drawn.
func (t *tab) shown() string {
	t.Helper()
	return evaluate[string](t, `[...pieces.children].map(line => {
		const copy = line.cloneNode(true);
		copy.querySelectorAll(".chip, .hidden").forEach(part => part.remove());
		return copy.textContent + "\n";
	}).join("")`)
}

func (t *tab) text(id string) string {
	t.Helper()
	return evaluate[string](t, `document.getElementById("`+id+`").textContent`)
}

// inColours sets the reader's system preference: "light" or "dark".
func (t *tab) inColours(scheme string) {
	t.Helper()
	call(t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// picture writes a screenshot to the directory in PICTURES, for those who want to look.
func (t *tab) picture(name string) {
	t.Helper()
	directory := os.Getenv("PICTURES")
	if directory == "" {
		return
	}
	png, err := chromedp.Run(t.context, chromedp.CaptureScreenshot())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(directory, name+".png"), png, 0o600))
}
