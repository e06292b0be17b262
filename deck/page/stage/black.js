// What ends the black screen is shown while the mouse moves; a tap ends it by itself.
import "./black.css";

const LASTS = 2_000; // milliseconds

export const hideResuming = (reveal) => {
  const overlay = reveal.getRevealElement().querySelector(".pause-overlay");
  let timer;
  // A browser tells of a mouse at rest, too, where what is below it changes.
  overlay.addEventListener("pointermove", ({ movementX, movementY }) => {
    if (!movementX && !movementY) return;
    clearTimeout(timer);
    overlay.classList.add("moved");
    timer = setTimeout(() => overlay.classList.remove("moved"), LASTS);
  });
};
