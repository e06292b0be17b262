// What is said of a prediction counts its lines in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heardOfRows, sentenceOf } from "../../../../deck/page/predict/rows.js";
import { wordsOf } from "../words.mjs";

const RIGHT = ["right", "1", "1"];
const OTHER = ["other", "1", "2"];
const MISSED = ["missed", "", "3"];
const EXTRA = ["extra", "4", ""];
const BESIDE = [
  ["typed", "", ">>> f()"],
  ["told", "", "Traceback (most recent call last):"],
];

const said = (lang, ...rest) => {
  globalThis.words = wordsOf(lang);
  return sentenceOf(...rest).replaceAll("\u202f", " ");
};

test("the sentence counts the lines that are right, of those that were printed", () => {
  assert.equal(said("fr", [RIGHT, RIGHT, RIGHT, MISSED]), "3 lignes sur 4 sont justes");
  assert.equal(said("fr", [RIGHT, OTHER, ...BESIDE]), "1 ligne sur 2 est juste");
  assert.equal(said("fr", [OTHER]), "0 ligne juste sur 1");
  assert.equal(said("en", [RIGHT, RIGHT]), "All right: 2 lines of 2");
  assert.equal(said("en", [RIGHT]), "Right: 1 line of 1");
});

test("what is one line too many is told beside", () => {
  assert.equal(said("fr", [RIGHT, EXTRA]), "1 ligne sur 1 est juste, 1 en trop");
});

test("nothing may be printed", () => {
  assert.equal(said("fr", []), "Juste : rien ne s’affiche");
  assert.equal(said("fr", [EXTRA]), "Rien ne s’affiche : 1 ligne en trop");
  assert.equal(said("en", [EXTRA, EXTRA]), "Nothing is printed: 2 extra lines");
});

test("an error has its line, and an order that is free is said to be", () => {
  assert.equal(said("fr", [RIGHT], 8), "Juste : 1 ligne sur 1 (erreur ligne 8)");
  assert.equal(said("en", [OTHER], 0, true), "0 lines of 1 are right (in any order)");
});

test("what is heard is what is not right, at most five lines of it", () => {
  globalThis.words = wordsOf("en");
  const heard = heardOfRows([RIGHT, ...BESIDE, OTHER, MISSED, ["extra", "", ""]]);
  assert.equal(heard, "predicted 1, printed 2\nmissed 3\nextra (empty line)");
  assert.equal(heardOfRows([RIGHT]), "");
  assert.match(heardOfRows(Array(20).fill(OTHER)), /… 16 more lines, then:/);
});
