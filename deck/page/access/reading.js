// Where a window is zoomed in, it is small, and a canvas that fits it is enlarged by no zoom: there
// the slides stand one under another, as a text does, in letters of twice the size.

import { receiver } from "../browser/receiver.js";
import { READ } from "./heard.js";

// A phone has no fine pointer, and the smallest projectors are 600 pixels high; no window is narrower
// than the second.
const small = matchMedia(
  "(max-width: 960px) and (max-height: 560px) and (pointer: fine), (max-width: 320px)",
);
const root = document.documentElement;
// These scroll, as they do in any text, the last ones but where they go from step to step.
const SCROLL = ["ArrowUp", "ArrowDown", " "];
const STEP = ["Home", "End", "PageUp", "PageDown"];

const isReading = () => root.classList.contains("reading");

const isStepping = () => document.querySelector(".stepping") !== null;

// Whether a key scrolls the text, and is none of reveal.js.
export const isScrolling = ({ key }) =>
  isReading() && (SCROLL.includes(key) || (STEP.includes(key) && !isStepping()));

// What reveal.js is told in either layout; its canvas is as the deck sets it.
const layout = () => {
  const reads = root.classList.toggle("reading", small.matches && !receiver);
  return {
    disableLayout: reads,
    overview: !reads && (config.overview ?? true),
    touch: !reads && (config.touch ?? true),
  };
};

// Reveal.js hides all but one, each time that it goes to a slide, be it the same.
const HIDES = ["hidden", "aria-hidden", "inert"];
const showAll = (slides) => {
  if (!isReading()) return;
  for (const section of slides.children) {
    for (const name of HIDES) section.removeAttribute(name);
    section.style.setProperty("--background", section.dataset.backgroundColor ?? "");
  }
};

// Have the slide that is read be reveal's own, which keys and addresses are about, and the other
// way round.
export const startReading = (reveal) => {
  let place = 0;
  const slides = reveal.getSlidesElement();
  const goTo = () => {
    if (!isReading()) return;
    reveal.getCurrentSlide().scrollIntoView();
    place = scrollY;
  };
  const read = (section) => {
    if (!section || section === reveal.getCurrentSlide()) return;
    const { h, v } = reveal.getIndices(section);
    reveal.slide(h, v, undefined, READ);
  };
  const follow = () => {
    if (!isReading() || scrollY === place || isStepping()) return;
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    read(middle?.closest(".slides > section"));
  };
  const touch = ({ target }) => isReading() && read(target.closest?.(".slides > section"));

  addEventListener("scroll", () => requestAnimationFrame(follow));
  for (const kind of ["focusin", "pointerdown", "click"]) addEventListener(kind, touch, true);
  reveal.on("slidechanged", ({ origin }) => origin !== READ && goTo());
  const hidden = { attributes: true, attributeFilter: HIDES, subtree: true };
  new MutationObserver(() => showAll(slides)).observe(slides, hidden);
  const lay = () => {
    reveal.configure(layout());
    showAll(slides);
    goTo();
  };
  small.addEventListener("change", lay);
  if (small.matches) lay();
};
