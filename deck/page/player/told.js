// What a step tells to who does not see it: its sentence, the line that runs, whose it is.
import "./reading.css";
import { announce } from "../access/heard.js";
import { bringAbove } from "../browser/sight.js";
import { phrase } from "../words.js";

const GROUPS = {
  ".printed pre": "output",
  ".stack": "player.stack",
  ".aside": "player.aside",
};

const named = (element, name) => {
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", name);
};

export const label = (root) => {
  for (const [selector, name] of Object.entries(GROUPS)) {
    named(root.querySelector(selector), phrase(name));
  }
};

export const tell = (root, step, recording) => {
  const sentence = root.querySelector(".sentence");
  announce(sentence.textContent);
  bringAbove(sentence);
  for (const card of root.querySelectorAll(".card")) {
    if (card.matches(".here")) card.setAttribute("aria-current", "step");
    else card.removeAttribute("aria-current");
  }
  const shown = recording.shownFrame(step);
  const { code } = recording.frames[shown] ?? {};
  const at = code && recording.cardOf(step, shown).at;
  const line = at && at[0] - code.first + 1;
  named(
    root.querySelector(".code pre"),
    line ? phrase("player.code.at", { line }) : phrase("player.code"),
  );
};
