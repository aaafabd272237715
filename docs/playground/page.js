"use strict";
// The page's behaviour. The library is a function, rustasyncClean, that internal/playground/wasm gives to the page.

const $ = id => document.getElementById(id);
const text = $("text"), options = $("options"), pieces = $("pieces"), details = $("details");
const examples = JSON.parse($("examples").textContent);

// The text next to each class's switch says what it is.
const classTexts = new Map([["application", "your own code; never removed"]]);
for (const input of options.elements.remove) classTexts.set(input.value, input.parentElement.querySelector(".faint").textContent);

const outcomes = {
  not_rust: "There is no Rust stack trace in this text.",
  unchanged: "There is nothing to change.",
  unreadable: "There is a Rust stack trace in this text that cannot be read; it stays as it is.",
  too_large: "This is over a limit of the library; it stays as it is.",
};

// maxDrawn bounds the elements of the page; what is copied is all.
const maxDrawn = 3000;

let result = null, current = null;

// An element with children, which are elements or texts; texts never become HTML.
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function chosen() {
  const value = name => options.elements[name].value, isOn = name => options.elements[name].checked;
  return {
    remove: [...options.elements.remove].filter(input => input.checked).map(input => input.value),
    labelStyle: value("labelStyle"), minGrade: value("minGrade"), application: value("application"),
    elideGenerics: isOn("elideGenerics"), elision: isOn("elision"), keepNumbers: isOn("keepNumbers"),
  };
}

function choose(wanted) {
  for (const input of options.elements.remove) input.checked = wanted.remove.includes(input.value);
  for (const name of ["labelStyle", "minGrade"]) {
    if ([...options.elements[name].options].some(option => option.value === wanted[name])) options.elements[name].value = wanted[name];
  }
  options.elements.application.value = wanted.application ?? "";
  for (const name of ["elideGenerics", "elision", "keepNumbers"]) options.elements[name].checked = wanted[name] === true;
}

function clean() {
  if (!globalThis.rustasyncClean) return;
  const answer = rustasyncClean(text.value, chosen());
  if (answer instanceof Error) {
    $("summary").textContent = answer.message;
    return;
  }
  result = answer;
  $("summary").textContent = text.value === "" ? "Nothing is pasted yet." : summarize();
  draw();
}

function count(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, n]) => `${n} ${word}`).join(", ");
}

function summarize() {
  const frames = result.pieces.filter(piece => piece.frame).map(piece => piece.frame);
  const kept = frames.filter(frame => !frame.removed), removed = frames.filter(frame => frame.removed);
  const stated = outcomes[result.outcome] ?? "Cleaned:";
  if (frames.length === 0) return stated;
  let said = `${stated} ${kept.length} of ${frames.length} frames stay`;
  if (removed.length > 0) said += `; removed are ${count(removed.map(frame => frame.class))}`;
  const labels = kept.flatMap(frame => frame.labels).map(label => label.kind);
  if (labels.length > 0) said += `; closures are ${count(labels)}`;
  if (result.culprit) said += `. It happened in ${result.culprit}`;
  return said + ".";
}

function draw() {
  const struck = $("struck").checked;
  const shown = result.pieces.filter(piece => struck || !piece.frame?.removed);
  const lines = shown.slice(0, maxDrawn).map(piece => piece.frame ? frameLine(piece) : element("li", { className: "between" }, trim(piece.text)));
  if (shown.length > maxDrawn) lines.push(element("li", { className: "between" }, `… ${shown.length - maxDrawn} more are not drawn; Copy text has all.`));
  pieces.replaceChildren(...lines);
  current = null;
  const first = pieces.querySelector("button");
  if (first) first.tabIndex = 0;
}

// There is a line end between elements anyway.
const trim = text => text.replace(/\r?\n$/, "");

function frameLine({ text, frame }) {
  const name = element("span", {}, ...(frame.removed ? strike : highlight)(trim(text)));
  const button = element("button", { type: "button", tabIndex: -1 }, element("span", { className: "chip " + frame.class }, frame.class), name);
  if (frame.removed) name.prepend(element("span", { className: "hidden" }, "removed: "));
  button.setAttribute("aria-describedby", "details");
  button.frame = frame;
  return element("li", {}, button);
}

// strike strikes through the text of each line, but not its indentation.
function strike(text) {
  return text.split(/(\S.*)/).map((part, i) => i % 2 ? element("del", {}, part) : part);
}

// highlight makes the labels of closures bold.
function highlight(text) {
  return text.split(/(\{+(?:async|gen)[a-z_-]*(?:#\d+)?\}+)/).map((part, i) => i % 2 ? element("b", {}, part) : part);
}

function explain(button) {
  if (!button || button === current) return;
  current?.classList.remove("current");
  current = button;
  button.classList.add("current");
  const { frame } = button;
  const rows = [[frame.removed ? "removed" : "kept", `${frame.class}: ${classTexts.get(frame.class)}`]];
  if (frame.into) rows.push(["inlined into", frame.into]);
  if (frame.whose === "own" || frame.whose === "package" || frame.whose === "std") rows.push(["whose", { own: "your program's", package: "a package's", std: "the standard library's" }[frame.whose]]);
  if (frame.rule || frame.reason) rows.push(["rule", [frame.rule, frame.reason].filter(Boolean).join(": ")]);
  if (frame.why) rows.push(["why", frame.why]);
  for (const label of frame.labels) rows.push([label.kind, `${label.path} is ${label.kind}, ${[label.grade, label.evidence].filter(Boolean).join(": ")}`]);
  const list = element("dl", {}, ...rows.flatMap(([term, said]) => [element("dt", {}, term), element("dd", {}, said)]));
  details.replaceChildren(element("code", {}, frame.name), list);
}

function move(event) {
  const buttons = [...pieces.querySelectorAll("button")], at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || !buttons[to]) return;
  event.preventDefault();
  buttons[at].tabIndex = -1;
  buttons[to].tabIndex = 0;
  buttons[to].focus();
}

// The link has the text and the options after the #, which browsers do not send.

const linkVersion = "1.";

async function through(stream, bytes, limit) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader(), chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks).arrayBuffer();
    if ((length += value.length) > limit) throw new Error("over the limit");
    chunks.push(value);
  }
}

const fromBase64 = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));

function toBase64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

async function makeLink() {
  const bytes = new TextEncoder().encode(JSON.stringify({ text: text.value, options: chosen() }));
  const packed = new Uint8Array(await through(new CompressionStream("deflate-raw"), bytes, Infinity));
  const letters = toBase64(packed).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return location.href.split("#")[0] + "#" + linkVersion + letters;
}

// follow takes text and options from the link, and says whether they were there.
async function follow() {
  const fragment = location.hash.slice(1);
  if (!fragment.startsWith(linkVersion)) return false;
  try {
    const bytes = fromBase64(fragment.slice(linkVersion.length).replaceAll("-", "+").replaceAll("_", "/"));
    const limit = 2 * text.dataset.limit; // JSON escapes line ends
    const shared = JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes, limit)));
    text.value = String(shared.text);
    choose(shared.options);
    return true;
  } catch {
    $("told").textContent = "The link is damaged or too long.";
    return false;
  }
}

async function copy(what, said) {
  try {
    await navigator.clipboard.writeText(what);
    $("told").textContent = said;
  } catch {
    $("told").textContent = "The browser does not let this page copy.";
  }
}

async function share() {
  const link = await makeLink();
  history.replaceState(null, "", link);
  await copy(link, `Link copied, ${link.length} letters; the text is in the link itself.`);
}

let waiting = 0;

function listen() {
  text.oninput = () => { $("told").textContent = ""; clearTimeout(waiting); waiting = setTimeout(clean, 150); $("example").value = ""; };
  options.oninput = clean;
  options.onsubmit = event => event.preventDefault();
  $("example").onchange = event => { if (event.target.value !== "") { text.value = examples[event.target.value].text; clean(); } };
  $("struck").onchange = draw;
  $("copy").onclick = () => copy(result.cleaned, "Copied.");
  $("share").onclick = share;
  pieces.onmouseover = event => explain(event.target.closest("button"));
  pieces.addEventListener("focusin", event => explain(event.target.closest("button")));
  pieces.onkeydown = move;
  window.onhashchange = async () => { if (await follow()) clean(); };
}

async function start() {
  const packed = fromBase64($("program").textContent);
  $("program").remove();
  const program = await through(new DecompressionStream("gzip"), packed, Infinity);
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(program, go.importObject);
  go.run(instance);
  listen();
  await follow();
  clean();
  document.documentElement.dataset.ready = "yes"; // for tests
}

start().catch(error => { $("summary").textContent = `The playground does not run in this browser: ${error.message}`; });
