// What a key has to say, for as long as it takes to read.
import "./notice.css";
import { announce } from "../heard.js";

const LASTS = 2_000; // milliseconds

const place = document.createElement("p");
place.className = "notice";
document.body.append(place);
let timer;

export const notify = (text) => {
  clearTimeout(timer);
  place.textContent = text;
  announce(text);
  timer = setTimeout(() => place.replaceChildren(), LASTS);
};
