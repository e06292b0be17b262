// Accessibility: what is heard, where the focus is, slides as a text for who zooms in.
import "./contrast.css";
import "./focus.css";
import "./reading.css";
import { phrase } from "../words.js";
import { startFocus } from "./focus.js";
import { announceSlides } from "./heard.js";
import { startReading } from "./reading.js";

// On the black screen, reveal.js has a button in English.
const nameResuming = (reveal) => {
  const button = reveal.getRevealElement().querySelector(".resume-button");
  if (button) button.textContent = phrase("stage.resume");
};

// What the black screen covers is reached by no key.
const closeCovered = (reveal) => {
  let focused;
  const cover = (isCovered) => {
    for (const part of reveal.getRevealElement().children) {
      if (!part.matches(".pause-overlay")) part.inert = isCovered;
    }
  };
  reveal.on("paused", () => {
    focused = document.activeElement;
    cover(true);
  });
  reveal.on("resumed", () => {
    cover(false);
    focused?.focus({ preventScroll: true });
  });
};

export const startAccess = (reveal) => {
  startReading(reveal);
  announceSlides(reveal);
  startFocus();
  nameResuming(reveal);
  closeCovered(reveal);
};
