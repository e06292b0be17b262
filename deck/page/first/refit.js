// Fit each slide before it is shown, and again when what it holds, or its shape, changes.

import { fontsLoaded } from "../browser/fonts.js";
import { fit, letGo } from "./fit.js";

const slides = document.querySelector(".reveal .slides");
// Reveal lays out the slides near the one that is shown. The player has sizes of its own.
const isLaidOut = (section) => section.clientHeight && !section.matches(".stepping");

// What a run prints takes what is left.
const fitWithoutRuns = (sections) => {
  const runs = sections.flatMap((section) => [...section.querySelectorAll(":scope > .run")]);
  for (const run of runs) run.hidden = true;
  const over = fit(sections);
  for (const run of runs) run.hidden = false;
  return over;
};

const refit = (sections) => {
  const shown = sections.filter(isLaidOut);
  for (const section of shown) section.removeAttribute("data-overfull");
  if (document.documentElement.matches(".reading")) return letGo(shown);
  for (const section of fitWithoutRuns(shown)) section.setAttribute("data-overfull", "");
};
const refitAll = () => refit([...slides.children]);

refitAll();
fontsLoaded.then(refitAll);
slides.parentElement.addEventListener("slidechanged", ({ currentSlide }) => refit([currentSlide]));
slides.addEventListener("load", ({ target }) => refit([target.closest(".slides > *")]), true);

// The overview lays more of them out, and a phone that is turned gives them another shape.
const observer = new ResizeObserver((entries) => refit(entries.map(({ target }) => target)));
const observe = () => [...slides.children].forEach((section) => observer.observe(section));
observe();
// In `make edit`.
document.addEventListener("deckchange", () => {
  observe();
  refitAll();
});

// All are printed, those too that nobody has seen.
addEventListener("beforeprint", () => {
  document.documentElement.classList.add("fitting");
  refitAll();
  document.documentElement.classList.remove("fitting");
});
