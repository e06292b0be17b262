// What is heard of a long output is bounded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded } from "../../../deck/page/block/printed.js";

const lines = (count) => Array.from({ length: count }, (_, rank) => `${rank}\n`).join("");

test("a short output is heard whole", () => {
  assert.deepEqual(bounded(lines(5)), { first: ["0", "1", "2", "3", "4"], left: 0, last: [] });
});

test("of a long output its first lines are heard, how many more there are, and its last", () => {
  assert.deepEqual(bounded(lines(20)), { first: ["0", "1", "2"], left: 16, last: ["19"] });
});

test("a line without end is cut", () => {
  const { first } = bounded("x".repeat(1_000));
  assert.deepEqual(first, [`${"x".repeat(120)}…`]);
});
