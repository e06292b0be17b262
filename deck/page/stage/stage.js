// What the room sees beside the slides, on a key: it comes once the first of them is shown.
import "./stage.css";
import { startAccess } from "../access/access.js";
import { isTyped } from "../block/press.js";
import { receiver } from "../browser/receiver.js";
import { bindAddress } from "./address.js";
import { hideResuming } from "./black.js";
import { isDialogOpen } from "./dialog.js";
import { bindFiles } from "./files.js";
import { openByNumber, toggleHelp } from "./help.js";
import { OUTPUT, readBindings } from "./keys.js";
import { sayWhereNothingIs } from "./nothing.js";
import { notify } from "./notice.js";
import { bindNumber } from "./number.js";
import { layInRows } from "./overview.js";
import { bindPointer, removePointer } from "./pointer.js";
import { bindTheme } from "./theme.js";

// Reveal.js knows these by their place on an American keyboard; on a French one they are elsewhere.
const BY_CHARACTER = { "?": toggleHelp, F1: toggleHelp, ".": () => Reveal.togglePause() };

// Wherever the keyboard is but in what hears the key itself; without an output, reveal.js does.
const closeOutput = (target) => {
  if (isTyped(target) || target.closest?.(".output") || isDialogOpen()) return false;
  const output = [...document.querySelectorAll(OUTPUT)].at(-1);
  output?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  return Boolean(output);
};

// Whoever finds the screen black presses it first.
const resume = () => {
  const isBlack = Reveal.isPaused();
  if (isBlack) Reveal.togglePause(false);
  return isBlack;
};

const onKey = (event) => {
  if (event.key === "Escape" && (resume() || removePointer() || closeOutput(event.target))) {
    return event.stopPropagation();
  }
  if (isTyped(event.target) && event.key !== "F1") return;
  if (event.ctrlKey || event.metaKey || !Object.hasOwn(BY_CHARACTER, event.key)) return;
  event.stopPropagation();
  event.preventDefault();
  BY_CHARACTER[event.key]();
};
addEventListener("keydown", onKey, true);

// Plugins alone are given all of reveal.js: which keys are bound, and what its own key opens.
const init = (reveal) => {
  startAccess(reveal);
  readBindings(reveal);
  reveal.toggleHelp = toggleHelp;
  layInRows(reveal);
  bindTheme();
  bindPointer();
  bindAddress();
  bindFiles();
  bindNumber();
  openByNumber();
  hideResuming(reveal);
  if (!receiver) sayWhereNothingIs();
};

Reveal.registerPlugin({ id: "stage", init, notify });
