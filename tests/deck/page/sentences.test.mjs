// The sentences of the player, step by step.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { movingWord, sentence, stateWord } from "../../../deck/page/player/sentences.js";
import { wordsOf } from "./words.mjs";

const FRAMES = [
  { name: "programme", kind: "program" },
  { name: "two", kind: "coroutine" },
];

// What is told of a step between two frames, in a recording of such a kind.
const told = (step, { link = "", at = "", isSession = false, isCut = false } = {}) => {
  const recording = {
    frames: FRAMES,
    isSession,
    isCutAfter: () => isCut,
    name: (frame) => FRAMES[frame].name,
    cardOf: () => ({ link }),
    textAt: () => at,
  };
  return sentence({ source: null, target: null, value: "", ...step }, recording);
};

beforeEach(() => {
  globalThis.words = wordsOf("fr");
});

test("a program starts, and a frame by what entered it", () => {
  assert.equal(told({ event: "start", target: 0 }), "Le programme démarre");
  const start = { event: "start", source: 0, target: 1 };
  assert.equal(told(start, { link: "call" }), "`programme` appelle `two`");
  assert.equal(told(start, { link: "await" }), "`programme` attend `two`, qui démarre");
});

test("a coroutine is made, and nothing of it runs yet", () => {
  const step = { event: "create", source: 0, target: 1 };
  assert.equal(told(step), "`two` est créée\u202f: rien ne s’exécute encore");
});

test("a value goes down and comes up with its own words", () => {
  const down = { event: "send", source: 0, target: 1, value: "None" };
  assert.equal(told(down), "`send` descend de `programme` vers `two`, valeur\u00a0`None`");
  const up = { event: "yield", source: 1, target: 0 };
  assert.equal(told(up), "`yield` remonte de `two` vers `programme`");
});

test("what is not caught ends the program, or is shown by the session", () => {
  const step = { event: "raise", source: 0, value: "KeyError(1)" };
  const begin = "`KeyError(1)` n’est pas rattrapée\u202f:";
  assert.equal(told(step), `${begin} le programme s’arrête`);
  assert.equal(told(step, { isSession: true }), `${begin} la session l’affiche`);
});

test("the last step of a trace that was cut says that more came", () => {
  assert.equal(
    told({ event: "line", source: 1 }, { at: "x = 1", isCut: true }),
    "`two` exécute `x = 1`\u202f; la suite n’est pas enregistrée",
  );
});

test("states and moving words agree with what they are of", () => {
  assert.equal(stateWord("suspended", "coroutine"), "suspendue");
  assert.equal(stateWord("suspended", "generator"), "suspendu");
  assert.deepEqual(["start", "send", "raise"].map(movingWord), ["démarre", "send", ""]);
});

test("words agree with what they are of, in languages whose words do", () => {
  const kinds = ["coroutine", "function", "generator", "async generator", "program", "constructor"];
  const words = kinds.map((kind) => stateWord("returned", kind)).join(" ");
  assert.equal(words, "terminée terminée terminé terminé terminé terminée");
  globalThis.words = wordsOf("en");
  assert.deepEqual(new Set(kinds.map((kind) => stateWord("returned", kind))), new Set(["ended"]));
});

test("an English deck is told in English", () => {
  globalThis.words = wordsOf("en");
  const down = { event: "send", source: 0, target: 1, value: "None" };
  assert.equal(told(down), "`send` goes down from `programme` to `two`, value\u00a0`None`");
  assert.equal(
    told({ event: "create", source: 0, target: 1 }),
    "`two` is created: nothing of it runs yet",
  );
  assert.equal(
    told({ event: "raise", source: 0, value: "KeyError(1)" }, { isCut: true }),
    "`KeyError(1)` is not caught: the program stops; what follows is not recorded",
  );
  assert.deepEqual(["start", "send", "raise"].map(movingWord), ["starts", "send", ""]);
});
