// A dot in place of the mouse's arrow, which nobody sees from afar.
import "./pointer.css";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";

const root = document.documentElement;
const dot = element("div", "pointer");
dot.setAttribute("aria-hidden", true);

const follow = ({ clientX, clientY }) => {
  dot.style.translate = `${clientX}px ${clientY}px`;
};
// Where it begins.
addEventListener("pointermove", follow, { passive: true });

// Return whether there was one.
export const removePointer = () => {
  const isThere = dot.isConnected;
  dot.remove();
  root.classList.remove("pointing");
  return isThere;
};

const toggle = () => {
  if (removePointer()) return;
  document.body.append(dot);
  root.classList.add("pointing");
};

export const bindPointer = () => {
  const description = phrase("stage.key.pointer");
  Reveal.addKeyBinding({ keyCode: 90, key: "Z", description }, toggle);
};
