// A block is broken by one edit that a proof notices, and is repaired once its proof holds again.
import { announce } from "../access/heard.js";
import { element, withCode } from "../browser/elements.js";
import { forgetAll, isAnyKept } from "../browser/kept.js";
import { bringIntoSight } from "../browser/sight.js";
import { phrase } from "../words.js";
import { faultOf } from "./fault.js";
import { brokenOf, isDone, keepBroken, keepDone, numberOf } from "./progress.js";
import { worthiest } from "./worth.js";

const HINTS = ["proofs", "line", "word"];
// Of each block that is broken: the edit, how hard it is to find, what noticed it, and how many
// hints were given.
const broken = new WeakMap();
let last;

const nameOf = (block) => block.element.dataset.name;

// The blocks that one repairs elsewhere.
export const brokenBeside = (block) =>
  [...document.querySelectorAll(".slides [data-run]")]
    .filter(({ runnable }) => runnable?.isBroken && runnable !== block)
    .map(({ dataset }) => dataset.name);

const keyOf = ({ operator, line, before, after }) => [operator, line, before, after].join("\n");

const shuffled = (list) =>
  list
    .map((one) => [Math.random(), one])
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);

// Easy where it is seen when the block runs, hard where one test alone notices it.
const levelOf = (failing) => {
  if (failing.some(({ block }) => block)) return "easy";
  return failing.length > 1 ? "middle" : "hard";
};

const provedBy = ({ block, test }) => block ?? test;

// The first edit that is noticed, in time, of those that are worth it.
const choose = async (name, isWanted) => {
  const { edits, failed } = (await blocks.editsOf(name, isWanted)) ?? {};
  if (!edits) return { failed };
  const others = shuffled(edits).filter((edit) => !last || keyOf(edit) !== keyOf(last));
  const isKnown = (edit) => isDone(name, keyOf(edit));
  for (const edit of worthiest(others, isKnown, last?.operator)) {
    const asked = { block: name, edits: { [name]: edit.source }, briefly: true };
    const result = await blocks.proofsOf(asked, isWanted);
    if (!isWanted()) return undefined;
    if (result.stopped && !result.seconds) return {};
    const failing = (result.proofs ?? []).filter(({ holds }) => !holds);
    const noticed = [...new Set(failing.map(provedBy))];
    if (noticed.length) return { edit, level: levelOf(failing), noticed };
  }
  return { failed: phrase("proof.repair.none") };
};

const buttonOf = (name, act) => {
  const button = element("button", "tool", phrase(name));
  button.type = "button";
  button.addEventListener("click", act);
  return button;
};

const hintOf = ({ edit, hints }, text) => {
  const { name, line, word } = faultOf(edit, text);
  if (HINTS[hints - 1] === "line") return [phrase("proof.hint.line", { line })];
  if (HINTS[hints - 1] !== "word") return [];
  return withCode(phrase(name, { line, word: `\`${word.replaceAll("`", "")}\`` }));
};

// Whatever is kept can be forgotten, but not by a slip of who repairs.
const forgetting = (block) => {
  if (!isAnyKept()) return [];
  const forget = ({ target }) => {
    forgetAll();
    if (target === document.activeElement) target.previousElementSibling.focus();
    target.remove();
    block.output.say(phrase("proof.repair.forgotten"));
    announce(block.output.told());
  };
  return [buttonOf("proof.repair.forget", forget)];
};

// What can be done with code of which all is true.
export const offer = (block) => {
  const name = brokenOf(nameOf(block), block.source) ? "proof.repair.resume" : "proof.repair";
  const button = buttonOf(name, () => repair(block));
  return element("span", "strip", button, ...forgetting(block));
};

const giveUp = (block) => {
  broken.delete(block);
  keepBroken(nameOf(block), undefined);
  block.restore();
};

// What one repairs is there again when the page is loaded again.
const keepNow = (block) => {
  const state = broken.get(block);
  if (!state) return;
  keepBroken(nameOf(block), { ...state, of: block.source, text: block.code.textContent });
};

// What is said of a block that is broken, and what can be done.
const drawn = (block, isRepaired) => {
  const state = broken.get(block);
  const strip = element("span", "strip");
  if (isRepaired) {
    strip.append(
      buttonOf("proof.repair.another", () => start(block)),
      ...forgetting(block),
    );
    return strip;
  }
  // The last one is told again: whoever presses twice would press what stands in its place.
  const next = HINTS[Math.min(state.hints, HINTS.length - 1)];
  strip.append(buttonOf(`proof.hint.${next}.ask`, () => hint(block)));
  strip.append(buttonOf("proof.repair.leave", () => giveUp(block)));
  const told = hintOf(state, block.code.textContent);
  if (told.length) strip.append("\n", element("span", "hint-told", ...told));
  strip.append("\n");
  return strip;
};

export const stripOf = (block, { isTrue, proofs }) => {
  // What is proved of a slide, or of the whole deck, is of no block.
  if (!block?.isBroken) return undefined;
  const state = broken.get(block);
  // What noticed the edit has been tried.
  const tried = new Set(proofs.map(provedBy));
  if (!isTrue || !state.noticed.every((one) => tried.has(one))) {
    const { follow } = block.output;
    block.output.follow = (isSame) => {
      follow(isSame);
      keepNow(block);
    };
    // Who has tried something sees why it is not right, and asks for what comes after that.
    if (block.ran !== state.edit.source) state.hints ||= 1;
    return {
      said: phrase("proof.repair.not.yet"),
      strip: drawn(block, false),
      tells: state.hints > 0,
    };
  }
  const own = nameOf(block);
  keepDone(own, keyOf(state.edit));
  broken.delete(block);
  block.give(block.source);
  const strip = drawn(block, true);
  const count = numberOf(own);
  const name = count ? "proof.repair.done" : "proof.repair.alone";
  return { said: phrase(name, { count }, count), strip, tells: false };
};

const stripIn = (block) => block.output?.panel.querySelector(".strip");

const hint = async (block) => {
  const state = broken.get(block);
  state.hints = Math.min(state.hints + 1, HINTS.length);
  keepNow(block);
  const before = stripIn(block);
  const hasFocus = before?.contains(document.activeElement);
  if (HINTS[state.hints - 1] === "proofs") {
    await block.prove();
    // What closes has kept it meanwhile: whoever presses again wants the next hint.
    const isKept = hasFocus && block.output?.panel.contains(document.activeElement);
    if (isKept && block.isBroken) stripIn(block)?.querySelector("button").focus();
    return;
  }
  // It was closed, or a run prints in its place; proofs tell the hint by themselves.
  if (!before && block.doing !== "prove") {
    block.open();
    follow(block);
    present(block);
  }
  const strip = drawn(block, false);
  before?.replaceWith(strip);
  if (hasFocus) strip.querySelector("button").focus();
  block.output?.refit();
  block.mark(faultOf(state.edit).line);
  announce(strip.querySelector(".hint-told").textContent);
};

// What is told is of the code that is repaired, however it stands.
const follow = (block) => {
  block.output.follow = () => keepNow(block);
};

const present = (block) => {
  const { output } = block;
  const level = phrase(`proof.level.${broken.get(block).level}`);
  output.say(phrase("proof.repair.broken", { level }));
  output.put(drawn(block, false));
  bringIntoSight(output.panel);
};

const start = async (block) => {
  const name = nameOf(block);
  broken.delete(block);
  block.closeEditor?.();
  const output = block.begin("repair");
  const isWanted = () => block.output === output;
  const chosen = await block.ended(output, choose(name, isWanted));
  if (!chosen) return;
  if (!chosen.edit) {
    output.say(chosen.failed ?? phrase("prove.stopped"));
    announce(output.told());
    return;
  }
  const { edit, level, noticed } = chosen;
  take(block, { edit, level, noticed, hints: 0 }, edit.source);
};

// Have a block repaired, whatever one has written there.
const take = (block, state, text) => {
  last = state.edit;
  broken.set(block, state);
  block.ran = state.edit.source;
  block.output.follow(true);
  follow(block);
  block.replace(state.edit.source);
  block.write(text);
  present(block);
  announce(block.output.told());
};

const resume = (block, { state, text }) => {
  block.open();
  take(block, state, text);
};

// Break a block, or go on where one was, or give the next hint on one that is broken.
export const repair = (block) => {
  if (block.isBroken) {
    if (block.isEdited) hint(block);
    else block.prove();
    return;
  }
  const kept = brokenOf(nameOf(block), block.source);
  if (kept) resume(block, kept);
  else start(block);
};
