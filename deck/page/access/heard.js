// One live region says all that is heard: the slide that is shown, what a run prints, each step.
import { phrase } from "../words.js";

const region = () => {
  const found = document.querySelector(".heard");
  if (found) return found;
  const made = document.createElement("p");
  made.className = "heard";
  made.setAttribute("role", "status");
  document.querySelector("main").append(made);
  return made;
};

// What is to be heard now, in place of what was. It is a text alone: of elements in it, a screen
// reader says each, and then all.
export const announce = (text) => {
  region().textContent = text;
};

const LONG = 1_000; // milliseconds

// What takes longer than this is told to who sees nothing come, while it is there.
export const announceLong = ({ panel, told }) =>
  setTimeout(() => panel.isConnected && announce(told()), LONG);

// How reveal.js is told of a slide that is reached by reading on: who reads it needs not hear it.
export const READ = "read";

const ENDING = "h1, h2, h3, h4, h5, h6, p, li, td, th, blockquote, figcaption";

const textOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll("\n", " ");
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".notes, .tools, .run")) return "";
  if (node.matches(".player")) return textOf(node.querySelector(".sentence"));
  if (node.matches("img")) return `${node.alt} `;
  if (node.matches("pre")) {
    const count = node.textContent.trimEnd().split("\n").length;
    return phrase("heard.code", { count }, count);
  }
  const text = [...node.childNodes].map(textOf).join("");
  const end = node.matches(ENDING) ? ". " : "";
  return text + (/[.!?:]\s*$/.test(text) ? " " : end);
};

// Reveal.js makes an application of all, in which nothing can be read, and tells with each slide
// all of its code and buttons. What it writes to a region that is no more in the page is not heard.
export const announceSlides = (reveal) => {
  reveal.getRevealElement().removeAttribute("role");
  document.querySelector(".aria-status").remove();
  const hear = () => announce(textOf(reveal.getCurrentSlide()));
  hear();
  reveal.on("slidechanged", ({ origin }) => origin !== READ && hear());
  reveal.on("paused", () => announce(phrase("stage.black")));
  reveal.on("resumed", hear);
  // Reveal.js tells that it is hidden where it was not shown, too.
  let isOverview = false;
  reveal.on("overviewshown", () => {
    isOverview = true;
    announce(phrase("stage.help.overview"));
  });
  reveal.on("overviewhidden", () => {
    if (isOverview) hear();
    isOverview = false;
  });
};
