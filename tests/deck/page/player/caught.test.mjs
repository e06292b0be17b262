// What the player says of exceptions that are caught, by what really ran.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeRecording } from "../../../../deck/page/player/recording.js";
import { sentence } from "../../../../deck/page/player/sentences.js";
import { wordsOf } from "../words.mjs";

const SAMPLES = new URL("../../trace/samples/", import.meta.url);

// The sentences of an event of a sample; as a session, its code is behind prompts.
const told = (name, event, prompt = "") => {
  globalThis.words = wordsOf("fr");
  const read = (ending) => readFileSync(new URL(`${name}.${ending}`, SAMPLES), "utf8");
  const lines = read("py").split("\n");
  const textContent = lines.map((line) => `${prompt}${line}`).join("\n");
  const block = { querySelector: () => ({ textContent }), dataset: { run: "python", context: "" } };
  const trace = JSON.parse(read("json"));
  const shift = prompt.length;
  for (const card of trace.cards) {
    if (card[4]) card[4] = [card[4][0], card[4][1] + shift, card[4][2], card[4][3] + shift];
  }
  const recording = makeRecording({ trace }, block);
  const steps = recording.grains.events.filter((step) => step.event === event);
  return steps.map((step) => sentence(step, recording));
};

for (const prompt of ["", "... "]) {
  test(`an exception is caught where its handler runs, and may be raised again${prompt && ", at a prompt"}`, () => {
    const value = `ValueError("invalid literal for int() with base 10: 'x'")`;
    assert.deepEqual(told("caught_anew", "raise", prompt), [
      `\`${value}\` est levée dans \`parse\`, qui la rattrape`,
      "`KeyError('x')` est levée dans `parse`",
      "`KeyError('x')` remonte de `parse` vers `load`, qui la rattrape",
      "`KeyError('x')` remonte de `load` vers `passes`",
      "`KeyError('x')` remonte de `passes` vers le programme, qui la rattrape",
    ]);
  });
}

test("an exception that no handler catches is lost in a finally, or suppressed by a with", () => {
  const raised = told("lost", "raise").filter((one) => one.includes("ValueError"));
  assert.deepEqual(raised, [
    "`ValueError()` est levée dans `fail`",
    "`ValueError()` remonte de `fail` vers `loses`\u202f; son `finally` l’abandonne",
    "`ValueError()` est levée dans `fail`",
    "`ValueError()` remonte de `fail` vers `suppresses`\u202f; son `with` l’étouffe",
  ]);
});

test("what a with or a finally passes on is said to be caught by who catches it, if anybody does", () => {
  const raised = told("passed_on", "raise").filter((one) => !one.includes("int()"));
  assert.deepEqual(raised, [
    "`ValueError(1)` est levée dans `passes`, qui la rattrape",
    "`ValueError(1)` remonte de `tag` vers `contextlib.__exit__`, qui la rattrape",
    "`ValueError(2)` est levée dans `replaces`",
    "`ValueError(3)` est levée dans `goes_by`",
    "`KeyError(4)` est levée dans `goes_by`\u202f; son `with` l’étouffe",
    "`StopIteration()` dit à `contextlib.__exit__` que c’est fini",
  ]);
});

test("an async generator is given what is sent to it", () => {
  assert.deepEqual(told("asend", "resume"), [
    "`echo` reprend\u202f: son `yield` vaut `'x'`",
    "`echo` reprend\u202f: son `yield` vaut `None`",
  ]);
});
