// The keys, in the order of the help. What one does is told by the part that binds it, or by `says`
// where that has no words for it. `on` selects what it needs on the slide; one that `steps` needs
// the player to be open, and one with a `setting` that reveal.js has it.
import { RUNS } from "../block/languages.js";
import { phrase } from "../words.js";

export const STEPPABLE = ".tools .step:not([hidden])";
// What is printed, proved or to be repaired on the slide.
export const OUTPUT = ".reveal:not(.overview) section.present:not(.stepping) > .output";
const PREDICTS = { key: "Y", on: RUNS, nothing: "stage.nothing.predict" };

const both = (...names) => names.map((name) => phrase(name)).join(" ");

export const GROUPS = [
  {
    title: "player",
    at: "section.present.stepping",
    keys: [
      { key: "→ ←", says: "stage.help.steps" },
      { key: "W", steps: true },
      { key: "X", steps: true },
      { key: "P", steps: true },
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
    title: "stage.help.editor",
    at: "section.present [data-run] textarea",
    keys: [
      { key: both("stage.key.control", "stage.key.enter"), says: "stage.help.editor.run" },
      { key: "Tab", says: "stage.help.editor.indent" },
      { key: phrase("key.escape"), says: "stage.help.editor.leave" },
    ],
  },
  {
    title: "predict",
    at: "section.present .writing",
    keys: [
      { key: both("stage.key.control", "stage.key.enter"), says: "predict.compare" },
      { key: phrase("key.escape"), says: "predict.leave" },
    ],
  },
  {
    title: "predict",
    at: "section.present .waiting",
    keys: [{ ...PREDICTS, says: "predict.show" }],
  },
  {
    title: "output",
    at: `${OUTPUT}:not(.writing, .waiting)`,
    keys: [{ key: phrase("key.escape"), says: "output.close" }],
  },
  {
    title: "stage.help.overview",
    at: ".reveal.overview",
    keys: [
      { key: "→ ← ↑ ↓", says: "stage.help.move" },
      { key: phrase("stage.key.enter"), says: "stage.help.show" },
    ],
  },
  {
    title: "stage.help.code",
    keys: [
      { key: "E", on: RUNS, nothing: "stage.nothing.run" },
      PREDICTS,
      { key: "M", on: RUNS, nothing: "stage.nothing.edit" },
      { key: "D", on: STEPPABLE, nothing: "stage.nothing.steps" },
      { key: "V" },
      { key: "H", on: RUNS, nothing: "stage.nothing.repair" },
      { key: "C", on: ".block[data-name] > pre", nothing: "stage.nothing.copy" },
    ],
  },
  {
    title: "stage.help.room",
    keys: [
      { key: "T" },
      { key: "Z" },
      { key: "R" },
      { key: "N" },
      { key: "S", says: "stage.help.speaker" },
      { key: "F", says: "stage.help.full" },
      { key: "B .", says: "stage.help.black" },
      { key: "?", says: "stage.help.help" },
    ],
  },
  {
    title: "stage.help.slides",
    keys: [
      { key: "→ ←", says: "stage.help.next" },
      { key: both("key.home", "key.end"), says: "stage.help.ends" },
      { key: "Alt →", says: "stage.help.whole" },
      {
        key: "O",
        says: "stage.help.overview",
        setting: "overview",
        nothing: "stage.nothing.overview",
      },
      { key: "G", says: "stage.help.number" },
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
