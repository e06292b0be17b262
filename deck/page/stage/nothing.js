// A key with nothing to act on in the slide says so: in the room, silence looks like a failure.

import { isScrolling } from "../access/reading.js";
import { OTHER, RUNS } from "../block/languages.js";
import { isTyped } from "../block/press.js";
import { phrase } from "../words.js";
import { isDialogOpen } from "./dialog.js";
import { bindings, KEYS, STEPPABLE } from "./keys.js";
import { notify } from "./notice.js";

const isElsewhere = () => Reveal.isPaused() || isTyped(document.activeElement);

const isThere = (selector) => Boolean(Reveal.getCurrentSlide()?.querySelector(selector));

// The name of what a key says, if it has nothing to act on.
const lack = ({ on, nothing, steps, setting }, keyCode) => {
  if (setting) return Reveal.getConfig()[setting] ? "" : nothing;
  if (!Reveal.hasPlugin("player")) return "";
  if (on && isThere(on)) return "";
  if (on) return isThere(OTHER) && !isThere(RUNS) ? "stage.nothing.other" : nothing;
  if (!steps || Object.hasOwn(bindings(), keyCode)) return "";
  if (isThere(".player")) return "stage.nothing.sends";
  return isThere(STEPPABLE) ? "stage.nothing.player" : "stage.nothing.steps";
};

// Tell reveal.js whether a key does something.
const acts = (event) => {
  const { keyCode, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (isDialogOpen() || isScrolling(event)) return false;
  if (ctrlKey || metaKey || altKey || shiftKey || isElsewhere()) return true;
  const known = KEYS.find(({ key }) => key === String.fromCharCode(keyCode));
  // What acts on code acts where it is seen. Told to leave what it is not in, reveal.js lays out all.
  if (known?.on && Reveal.isOverview()) Reveal.toggleOverview(false);
  const nothing = known && lack(known, keyCode);
  if (nothing) notify(phrase(nothing));
  return !nothing;
};

// Not by `configure`, which has reveal.js look at every slide.
export const sayWhereNothingIs = () => {
  Reveal.getConfig().keyboardCondition ??= acts;
};
