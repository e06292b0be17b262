// The room's side of the speaker's window: shows it this page as it is, and does what its keys say.
import { target } from "../browser/origin.js";
import { ofThisWindow } from "../browser/storage.js";
import { seen } from "./seen.js";

// Of each deck that this window shows.
const START = `speaker-start ${location.pathname}`;
const PAUSE = 30; // milliseconds: changes that come together are told together
let speaker;
let told = "";
let number = 0;
// Of all that the speaker's window says, how much was heard.
let heard = 0;
// When the talk began, whichever of the speaker's windows is open.
let start;

const begin = (given) => {
  start = given.start;
  ofThisWindow?.setItem(START, start);
};

const tell = (message, options) =>
  speaker.postMessage(message, { targetOrigin: target, ...options });

const show = () => {
  if (speaker.closed) return;
  const now = JSON.stringify({ ...seen(heard), start });
  if (now === told) return;
  told = now;
  number++;
  tell({ kind: "seen", number, seen: now });
};

let isWaiting = false;
// Not in the next frame of this window, which draws none while another covers it.
const showSoon = () => {
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(() => {
    isWaiting = false;
    show();
  }, PAUSE);
};

const watch = () => {
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver(showSoon).observe(document.documentElement, all);
  addEventListener("resize", showSoon);
  for (const kind of ["scroll", "input", "focusin", "focusout"]) {
    document.addEventListener(kind, showSoon, true);
  }
  for (const kind of ["fragmentshown", "fragmenthidden", "overviewshown", "overviewhidden"]) {
    Reveal.on(kind, showSoon);
  }
};

const isField = (element) => element.matches("textarea, input, [contenteditable]");

// What a browser does by itself with a key that is pressed, and not with one that is told.
const ACTS = {
  Enter: (element) => element.matches("button, a, summary") && element.click(),
  " ": (element) => element.matches("button, summary") && element.click(),
  Escape: (element) => element.closest("dialog:modal")?.close(),
  Backspace: (element) => isField(element) && document.execCommand("delete"),
};

const press = ({ key, code, keyCode, shiftKey, altKey, ctrlKey, repeat }) => {
  const place = document.activeElement ?? document.body;
  const given = { key, code, keyCode, which: keyCode, shiftKey, altKey, ctrlKey, repeat };
  const event = new KeyboardEvent("keydown", { ...given, bubbles: true, cancelable: true });
  if (!place.dispatchEvent(event)) return;
  ACTS[key]?.(place);
  if (key.length === 1 && isField(place)) document.execCommand("insertText", false, key);
};

// A browser grants it to who presses the key, and to whom that one hands it over, if it can.
const fill = () =>
  document.documentElement.requestFullscreen().catch(() => tell({ kind: "refused" }));

const click = ({ x, y }) => {
  const place = document.elementFromPoint(x, y);
  const given = { clientX: x, clientY: y, detail: 1, bubbles: true, cancelable: true };
  place?.dispatchEvent(new MouseEvent("click", { ...given, view: self }));
};

const isScrolled = (box) => /auto|scroll/.test(getComputedStyle(box).overflow);

const scroll = ({ x, y, left, top }) => {
  let box = document.elementFromPoint(x, y);
  while (box && !isScrolled(box)) box = box.parentElement;
  box?.scrollBy({ left, top, behavior: "instant" });
};

const point = ({ x, y }) => {
  const event = new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true });
  document.body.dispatchEvent(event);
};

const type = ({ value, start, end }) => {
  const area = document.querySelector(".present textarea");
  if (!area) return;
  area.value = value;
  area.setSelectionRange(start, end);
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

// A window that has lost what it was told, or is another one, is told all.
const greet = ({ has }) => {
  if (has !== number) told = "";
  show();
};

const isText = (value) => typeof value === "string";
const isYesOrNo = (value) => typeof value === "boolean";
const isNumber = Number.isFinite;
const [x, y, left, top, has, from, to, keyCode, count] = Array(9).fill(isNumber);
const [key, code, value] = Array(3).fill(isText);
const [shiftKey, altKey, ctrlKey, repeat] = Array(4).fill(isYesOrNo);
// What it may say, and of what kind each part of that is.
const SAYS = {
  hello: [greet, { has, count }],
  key: [press, { key, code, keyCode, shiftKey, altKey, ctrlKey, repeat, count }],
  fill: [fill, { count }],
  click: [click, { x, y, count }],
  point: [point, { x, y, count }],
  scroll: [scroll, { x, y, left, top, count }],
  type: [type, { value, start: from, end: to, count }],
  begin: [begin, { start: from, count }],
};

export const hear = (source, message) => {
  if (!Object.hasOwn(SAYS, message?.kind)) return;
  const [act, shape] = SAYS[message.kind];
  if (Object.entries(shape).some(([name, is]) => !is(message[name]))) return;
  if (source !== speaker) told = "";
  speaker = source;
  heard = message.count;
  act(message);
  showSoon();
};

// A browser lets the window that has the keyboard copy, and no other.
const lendClipboard = () => {
  const { clipboard } = navigator;
  if (!clipboard) return;
  const write = clipboard.writeText.bind(clipboard);
  clipboard.writeText = async (text) =>
    document.hasFocus() || speaker.closed ? write(text) : tell({ kind: "copy", text });
};

begin({ start: Number(ofThisWindow?.getItem(START)) || Date.now() });
watch();
lendClipboard();
