// A block is broken by one edit that a proof notices, and is repaired once its proof holds again.
import { announce } from "../heard.js";
import { element, withCode } from "../player/elements.js";
import { phrase } from "../words.js";
import { faultOf } from "./fault.js";
import { forget, isDone, keep, numberOf } from "./progress.js";

const HINTS = ["proofs", "line", "word"];
// Of each block that is broken: the edit, how hard it is to find, and how many hints were given.
const broken = new WeakMap();
let last = "";

const keyOf = ({ operator, line, before, after }) => [operator, line, before, after].join("\n");

const shuffled = (list) =>
  list
    .map((one) => [Math.random(), one])
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);

// Nobody writes anew what was a whole function.
const isFair = ({ before, after }) => after.length > 4 || !before.trim().includes("\n");

// Where the deck leaves a body out, there is nothing to repair but by memory.
const isFilled = ({ before }) => before.trim() === "...";

// Easy where it is seen when the block runs, hard where one test alone notices it.
const levelOf = (proofs) => {
  const failing = proofs.filter(({ holds }) => !holds);
  if (failing.some(({ block }) => block)) return "easy";
  return failing.length > 1 ? "middle" : "hard";
};

// The first edit that is noticed, in time: those that are not done yet come first, and what fills
// a body that is left out comes after others.
const choose = async (name, isWanted) => {
  const { edits, failed } = (await blocks.editsOf(name, isWanted)) ?? {};
  if (!edits) return { failed };
  const others = shuffled(edits).filter((edit) => isFair(edit) && keyOf(edit) !== last);
  const rank = (edit) => 2 * isDone(name, keyOf(edit)) + isFilled(edit);
  others.sort((one, other) => rank(one) - rank(other));
  for (const edit of others) {
    const asked = { block: name, edits: { [name]: edit.source } };
    const result = await blocks.proofsOf(asked, isWanted);
    if (!isWanted()) return undefined;
    if (result.stopped && !result.seconds) return {};
    const { proofs, untried } = result;
    if (proofs?.some(({ holds }) => !holds)) return { edit, level: levelOf(proofs), untried };
  }
  return { failed: phrase("proof.repair.none") };
};

const buttonOf = (name, act) => {
  const button = element("button", "tool", phrase(name));
  button.type = "button";
  button.addEventListener("click", act);
  return button;
};

const hintOf = ({ edit, hints }) => {
  const { name, line, word } = faultOf(edit);
  if (HINTS[hints - 1] === "line") return [phrase("proof.hint.line", { line })];
  if (HINTS[hints - 1] !== "word") return [];
  return withCode(phrase(name, { line, word: `\`${word.replaceAll("`", "")}\`` }));
};

// What can be done with code of which all is true.
export const offer = (block) =>
  element(
    "span",
    "strip",
    buttonOf("proof.repair", () => repair(block)),
  );

const giveUp = (block) => {
  broken.delete(block);
  block.restore();
};

// What is said of a block that is broken, and what can be done.
const drawn = (block, isRepaired) => {
  const state = broken.get(block);
  const strip = element("span", "strip");
  if (isRepaired) {
    strip.append(
      buttonOf("proof.repair.another", () => start(block)),
      buttonOf("proof.repair.forget", ({ target }) => {
        forget();
        target.remove();
        block.output.say(phrase("proof.repair.forgotten"));
        announce(block.output.told());
      }),
    );
    return strip;
  }
  if (state.hints < HINTS.length) {
    strip.append(buttonOf(`proof.hint.${HINTS[state.hints]}.ask`, () => hint(block)));
  }
  strip.append(buttonOf("proof.repair.leave", () => giveUp(block)));
  const told = hintOf(state);
  if (told.length) strip.append("\n", element("span", "hint-told", ...told));
  strip.append("\n");
  return strip;
};

export const stripOf = (block, { isTrue, untried }) => {
  const state = broken.get(block);
  if (!state) return undefined;
  // What noticed the edit was tried then.
  if (!isTrue || untried > state.untried) {
    return {
      said: phrase("proof.repair.not.yet"),
      strip: drawn(block, false),
      // Who has tried something sees why it is not right.
      tells: state.hints > 0 || block.ran !== state.edit.source,
    };
  }
  const own = block.element.dataset.name;
  keep(own, keyOf(state.edit));
  const strip = drawn(block, true);
  broken.delete(block);
  const count = numberOf(own);
  const name = count ? "proof.repair.done" : "proof.repair.alone";
  return { said: phrase(name, { count }, count), strip, tells: false };
};

const hint = (block) => {
  const state = broken.get(block);
  state.hints = Math.min(state.hints + 1, HINTS.length);
  if (HINTS[state.hints - 1] === "proofs") {
    block.prove();
    return;
  }
  const before = block.element.nextElementSibling.querySelector(".strip");
  const strip = drawn(block, false);
  before?.replaceWith(strip);
  block.output?.refit();
  block.mark(faultOf(state.edit).line);
  announce(strip.querySelector(".hint-told").textContent);
};

const tell = (block) => {
  const { output } = block;
  const level = phrase(`proof.level.${broken.get(block).level}`);
  output.say(phrase("proof.repair.broken", { level }));
  output.put(drawn(block, false));
  announce(output.told());
};

const start = async (block) => {
  const { name } = block.element.dataset;
  broken.delete(block);
  block.restore();
  const output = block.begin("repair");
  const isWanted = () => block.output === output;
  const chosen = await block.ended(output, choose(name, isWanted));
  if (!chosen) return;
  if (!chosen.edit) {
    output.say(chosen.failed ?? phrase("prove.stopped"));
    announce(output.told());
    return;
  }
  last = keyOf(chosen.edit);
  broken.set(block, { ...chosen, hints: 0 });
  // What is told is of the code that is repaired, however it stands.
  block.ran = chosen.edit.source;
  output.follow = () => {};
  block.write(chosen.edit.source);
  tell(block);
};

// Break a block, or give the next hint on one that is broken.
export const repair = (block) => {
  if (broken.has(block) && block.isEdited) hint(block);
  else start(block);
};
