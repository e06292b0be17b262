// What a student has repaired, and what of it is in hand: of each block, the edits.
import { keep, keptOf } from "../browser/kept.js";

const REPAIRED = "repaired";
const BROKEN = "broken";

const listOf = (block) => {
  const list = keptOf(REPAIRED, block);
  return Array.isArray(list) ? list : [];
};

export const isDone = (block, key) => listOf(block).includes(key);
export const numberOf = (block) => listOf(block).length;

export const keepDone = (block, key) => {
  keep(REPAIRED, block, [...new Set([...listOf(block), key])]);
  keep(BROKEN, block, undefined);
};

export const keepBroken = (block, state) => keep(BROKEN, block, state);

const isText = (value) => typeof value === "string";

// What one was repairing: of a block whose source is another by now, nothing.
export const brokenOf = (block, source) => {
  const { of, text, edit, level, noticed, hints } = Object(keptOf(BROKEN, block));
  const { line } = Object(edit);
  const texts = [
    text,
    level,
    ...["source", "before", "after", "operator"].map((one) => edit?.[one]),
  ];
  const isNoticed = Array.isArray(noticed) && noticed.every(isText);
  const isWhole = texts.every(isText) && [line, hints].every(Number.isInteger) && isNoticed;
  return isWhole && of === source ? { text, state: { edit, level, noticed, hints } } : undefined;
};
