// The keys, in the order of the help. What one does is told by the part that binds it, or here
// where reveal.js does. `on` is what it acts on in a slide; one that `steps` acts while it is bound.
import { phrase } from "../words.js";

export const STEPPABLE = ".tools .step:not([hidden])";
const RUNS = ".block[data-run]";

const named = (...names) => names.map((name) => phrase(`key.${name}`)).join(" ");

export const GROUPS = [
  {
    title: "player",
    at: "section.present.stepping",
    keys: [
      { key: "→ ←", says: "help.steps" },
      { key: "W", steps: true },
      { key: "X", steps: true },
      { key: "P" },
      { key: "+" },
      { key: "-" },
      { key: "L", steps: true },
      { key: "Q", steps: true },
      { key: phrase("key.home") },
      { key: phrase("key.end") },
      { key: phrase("key.escape") },
    ],
  },
  {
    title: "help.editor",
    at: "section.present textarea",
    keys: [
      { key: named("control", "enter"), says: "help.editor.run" },
      { key: "Tab", says: "help.editor.indent" },
      { key: phrase("key.escape"), says: "help.editor.leave" },
    ],
  },
  {
    title: "help.code",
    keys: [
      { key: "E", on: RUNS, nothing: "nothing.run" },
      { key: "M", on: RUNS, nothing: "nothing.edit" },
      { key: "D", on: STEPPABLE, nothing: "nothing.steps" },
      { key: "C", on: ".block pre", nothing: "nothing.copy" },
    ],
  },
  {
    title: "help.room",
    keys: [
      { key: "T" },
      { key: "Z" },
      { key: "R" },
      { key: "S", says: "help.speaker" },
      { key: "F", says: "help.full" },
      { key: "B .", says: "help.black" },
      { key: "?", says: "help.help" },
    ],
  },
  {
    title: "help.slides",
    keys: [
      { key: "→ ←", says: "help.next" },
      { key: named("home", "end"), says: "help.ends" },
      { key: "Alt →", says: "help.whole" },
      { key: "O", says: "help.overview" },
      { key: "G", says: "help.number" },
    ],
  },
];

export const KEYS = GROUPS.flatMap(({ keys }) => keys);

let reveal;
export const readBindings = (given) => {
  reveal = given;
};

// The keys that are bound now, with what they do.
export const bindings = () => reveal.keyboard.getBindings();
