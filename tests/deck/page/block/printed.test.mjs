// What is heard of a long output is bounded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heardOf } from "../../../../deck/page/block/printed.js";
import { wordsOf } from "../words.mjs";

globalThis.words = wordsOf("en");

const lines = (count) => Array.from({ length: count }, (_, rank) => `${rank}\n`).join("");

test("a short output is heard whole", () => {
  assert.equal(heardOf(lines(5)), "0\n1\n2\n3\n4");
});

test("of a long output its first lines are heard, how many more there are, and its last", () => {
  assert.equal(heardOf(lines(20)), "0\n1\n2\n… 16 more lines, then:\n19");
});

test("a line without end is cut", () => {
  assert.equal(heardOf("x".repeat(1_000)), `${"x".repeat(120)}…`);
});
