// One live region says all that is heard: the slide that is shown, what a run prints, each step.
import { phrase } from "./words.js";

const region = () => {
  const found = document.querySelector(".heard");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "heard";
  made.setAttribute("role", "status");
  document.querySelector("main").append(made);
  return made;
};

// What is to be heard now: texts and elements, in place of what was.
export const announce = (...parts) => {
  const said = region();
  said.replaceChildren(...parts);
  said.normalize();
};

const written = (tag, text, lang = "") => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
};

// A text that is code: its language is none of those of the deck.
export const asCode = (text) => written("code", text);

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, blockquote, figcaption";

const partsOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return [node.data.replaceAll("\n", " ")];
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".notes, .tools, .run")) return [];
  if (node.matches("img")) return [`${node.alt} `];
  if (node.matches("pre")) {
    const count = node.textContent.trimEnd().split("\n").length;
    return [phrase("heard.code", { count }, count)];
  }
  const parts = [...node.childNodes].flatMap(partsOf);
  const isEnded = /[.!?:]\s*$/.test(node.textContent);
  const end = node.matches(BLOCKS) ? [isEnded ? " " : ". "] : [];
  return node.lang ? [written("span", node.textContent, node.lang), ...end] : [...parts, ...end];
};

// How reveal.js is told of a slide that is reached by reading on: who reads it needs not hear it.
export const READ = "read";

// Reveal.js makes an application of all, in which nothing can be read, and tells with each slide
// all of its code and buttons. What it writes to a region that is no more in the page is not heard.
export const announceSlides = (reveal) => {
  reveal.getRevealElement().removeAttribute("role");
  document.querySelector(".aria-status").remove();
  const hear = () => announce(...partsOf(reveal.getCurrentSlide()));
  hear();
  reveal.on("slidechanged", ({ origin }) => origin !== READ && hear());
};
