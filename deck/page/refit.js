// Fit each slide as soon as it is laid out, before it is painted; again when what it holds comes.
import { fit } from "./fit.js";
import { fontsLoaded } from "./fonts.js";

const slides = document.querySelector(".reveal .slides");
// Reveal lays out the slides near the one that is shown. The player has sizes of its own.
const isLaidOut = (section) => section.clientHeight && !section.matches(".stepping");

const refit = (sections) => {
  const shown = sections.filter(isLaidOut);
  for (const section of shown) section.removeAttribute("data-overfull");
  for (const section of fit(shown)) section.setAttribute("data-overfull", "");
};
const refitAll = () => refit([...slides.children]);

// A slide gets its size as it is laid out, and another one when a phone is turned.
const observer = new ResizeObserver((entries) => refit(entries.map(({ target }) => target)));
const observe = () => [...slides.children].forEach((section) => observer.observe(section));
observe();
fontsLoaded.then(refitAll);
slides.addEventListener("load", ({ target }) => refit([target.closest(".slides > *")]), true);
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
