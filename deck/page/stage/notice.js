// What a key has to say, for as long as it takes to read.
import "./notice.css";

const LASTS = 2_000; // milliseconds

const place = document.createElement("p");
place.className = "notice";
place.setAttribute("role", "status");
document.body.append(place);
let timer;

export const notify = (text) => {
  clearTimeout(timer);
  place.textContent = text;
  timer = setTimeout(() => place.replaceChildren(), LASTS);
};
