// The speaker's window: draws what the room tells of itself, and tells the room each key.
import "./speaker.css";
import { withCode } from "../browser/elements.js";
import { isOnDisk, target } from "../browser/origin.js";
import { phrase } from "../words.js";
import { listen } from "./keys.js";
import { chooseLayout } from "./layout.js";
import { draw } from "./picture.js";
import { keepTime } from "./time.js";

const HEARTBEAT = 1_000; // milliseconds
const find = (selector) => document.querySelector(selector);
self.words = JSON.parse(find("#words").textContent);

const frames = ["current", "next"].map((name) => find(`.${name} iframe`));
const [current, next] = frames;
let number = 0;
// How much was told to the room.
let count = 0;
let size = [1, 1];

const say = (text) => {
  find(".status").textContent = text;
};

const isRoomThere = () => self.opener && !self.opener.closed;

const post = (message, options) => {
  const given = { targetOrigin: target, ...options };
  if (isRoomThere()) self.opener.postMessage({ ...message, count }, given);
};

const tell = (...told) => {
  count++;
  post(...told);
};

// A frame has the size of the room, so that all in it is where it is there; then it is scaled.
const fit = () => {
  const [width, height] = size;
  document.body.style.setProperty("--shape", width / height);
  for (const frame of frames) {
    const { clientWidth, clientHeight } = frame.parentElement;
    const scale = Math.min(clientWidth / width, clientHeight / height);
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, scale });
  }
};

const hello = () => {
  post({ kind: "hello", has: number });
  if (!isRoomThere()) say(phrase(number ? "speaker.closed" : "speaker.alone"));
};

const start = () => {
  const keepPace = keepTime(tell);
  const follow = listen({ tell, say, frame: current });
  chooseLayout(fit);
  for (const frame of frames) new ResizeObserver(fit).observe(frame.parentElement);

  const show = (seen) => {
    size = seen.size;
    document.title = `${phrase("speaker")} – ${seen.title}`;
    const page = current.contentDocument;
    // What is typed here goes before what the room had when it had not yet heard it.
    const isAhead = seen.heard < count;
    draw(page.documentElement, seen.current, isAhead);
    // Beside a dark picture, white notes would light the room.
    const isDark = page.documentElement.classList.contains("dark");
    document.documentElement.classList.toggle("dark", isDark);
    if (seen.next) draw(next.contentDocument.documentElement, seen.next);
    next.parentElement.hidden = seen.next === null;
    find(".end").hidden = seen.next !== null;
    draw(find(".notes .text").firstElementChild, seen.notes);
    find(".ahead").replaceChildren(...withCode(seen.ahead));
    if (!isAhead) follow(seen);
    keepPace(seen, isAhead);
    fit();
    say("");
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== self.opener || !(isOnDisk || origin === location.origin)) return;
    if (data?.kind === "refused") say(phrase("speaker.full"));
    if (data?.kind === "copy") navigator.clipboard.writeText(data.text);
    if (data?.kind !== "seen") return;
    number = data.number;
    show(JSON.parse(data.seen));
  });
  find(".notes .text").append(document.createElement("div"));
  hello();
  setInterval(hello, HEARTBEAT);
};

// Its frames are there, too.
addEventListener("load", start);
