// Reveal.js asks in English for the number of a slide.
import "./number.css";
import { phrase } from "../words.js";

// The field is gone before Enter does what it does by itself: press what has the focus by then.
const keepEnter = (event) => {
  if (event.key === "Enter") event.preventDefault();
};

const ask = () => {
  Reveal.toggleJumpToSlide();
  const input = document.querySelector(".jump-to-slide-input");
  if (!input) return;
  input.placeholder = phrase("stage.help.number");
  input.setAttribute("aria-label", input.placeholder);
  input.addEventListener("keydown", keepEnter);
};

export const bindNumber = () => {
  if (Reveal.getConfig().jumpToSlide) Reveal.addKeyBinding(71, ask);
};
