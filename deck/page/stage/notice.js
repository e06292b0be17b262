// What a key has to say, for as long as it takes to read.
import "./notice.css";
import { announce } from "../access/heard.js";

const LASTS = 2_000; // milliseconds

const place = document.createElement("p");
place.className = "notice";
// Another element has it heard.
place.setAttribute("aria-hidden", true);
document.body.append(place);
let timer;

// It covers what is below: what it is about has gone with its slide.
const clear = () => place.replaceChildren();
Reveal.on("slidechanged", clear);

export const notify = (text) => {
  clearTimeout(timer);
  place.textContent = text;
  announce(text);
  timer = setTimeout(clear, LASTS);
};
