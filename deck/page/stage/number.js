// Reveal.js asks in English for the number of a slide.
import "./number.css";
import { phrase } from "../words.js";

const ask = () => {
  Reveal.toggleJumpToSlide();
  const input = document.querySelector(".jump-to-slide-input");
  if (!input) return;
  input.placeholder = phrase("stage.help.number");
  input.setAttribute("aria-label", input.placeholder);
};

export const bindNumber = () => {
  if (Reveal.getConfig().jumpToSlide) Reveal.addKeyBinding(71, ask);
};
