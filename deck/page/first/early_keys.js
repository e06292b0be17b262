// Hold the keys that are pressed before their part of the page is loaded, and press them again then.
// The slides wait for none of them: a part that never comes keeps nobody from the next slide.
import { dropRepeats, isTyped } from "../block/press.js";

// Those of the slides wait for reveal.js, and these for the folders that come after the first slide.
const OF_SLIDES = /^(?:.|Arrow\w+|Page\w+|Home|End|Escape|F1)$/;
const LATER = /^(?:[dglnprtyz?]|F1)$/i;
const PARTS = { d: "player", l: "player", p: "player", y: "predict" };
// It says that it is ready a moment before it tells those who wait for that to bind their keys.
const isReady = () => document.querySelector(".reveal.ready");
const hasCome = (key) =>
  isReady() && (!LATER.test(key) || Reveal.hasPlugin(PARTS[key.toLowerCase()] ?? "stage"));
const held = [];

const hold = (event) => {
  const { key, code, keyCode, shiftKey, ctrlKey, metaKey, altKey, target, timeStamp } = event;
  if (ctrlKey || metaKey || altKey || isTyped(target) || !OF_SLIDES.test(key)) return;
  if (hasCome(key)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  const given = { key, code, keyCode, which: keyCode, shiftKey, bubbles: true, cancelable: true };
  held.push({ given, timeStamp });
};

// As fast as they were pressed: what one opens, the next one may act on.
const letGo = () => {
  removeEventListener("keydown", hold, true);
  for (const { given, timeStamp } of held) {
    const press = () =>
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", given));
    setTimeout(press, timeStamp - held[0].timeStamp);
  }
};

// Before all that hears a key.
addEventListener("keydown", dropRepeats, true);
addEventListener("keydown", hold, true);
addEventListener("deckcomplete", letGo, { once: true });
