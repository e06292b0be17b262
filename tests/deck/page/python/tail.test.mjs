// Of a long output the end is kept, from the beginning of a line, whatever it comes in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Tail } from "../../../../deck/page/python/tail.js";

const tailOf = (...pieces) => {
  const tail = new Tail();
  for (const piece of pieces) tail.add(...piece);
  return tail;
};

test("what one stream prints in a row is one piece, and what is typed is one each time", () => {
  const { pieces, printed, isCut } = tailOf(
    ["stdout", "a"],
    ["stdout", "b\n"],
    ["stderr", "c\n"],
    ["stdin", "d\n"],
    ["stdin", "e\n"],
  );
  assert.deepEqual(pieces, [
    ["stdout", "ab\n"],
    ["stderr", "c\n"],
    ["stdin", "d\n"],
    ["stdin", "e\n"],
  ]);
  assert.equal(printed, "ab\n");
  assert.equal(isCut, false);
});

test("of many lines the last 199 are kept", () => {
  const lines = Array.from({ length: 401 }, (_, rank) => `${rank}\n`);
  const whole = tailOf(...lines.slice(0, 400).map((line) => ["stdout", line]));
  assert.equal(whole.printed, lines.slice(0, 400).join(""));
  assert.equal(whole.isCut, false);
  const cut = tailOf(...lines.map((line) => ["stdout", line]));
  assert.equal(cut.printed, lines.slice(202).join(""));
  assert.equal(cut.isCut, true);
});

test("of pieces that end no line as many are kept as of lines", () => {
  const turns = Array.from({ length: 401 }, (_, rank) => [rank % 2 ? "stderr" : "stdout", "x"]);
  assert.equal(tailOf(...turns.slice(0, 400)).pieces.length, 400);
  const cut = tailOf(...turns);
  assert.deepEqual(cut.pieces, turns.slice(201));
  assert.equal(cut.isCut, true);
});

test("of long lines so many whole ones are kept as 4,000 characters hold", () => {
  const line = `${"x".repeat(999)}\n`;
  assert.equal(tailOf(["stdout", line.repeat(9)]).printed, line.repeat(3));
  const both = tailOf(["stderr", line.repeat(5)], ["stdout", line.repeat(3)], ["stdout", "y\n"]);
  assert.deepEqual(both.pieces, [
    ["stderr", ""],
    ["stdout", `${line.repeat(3)}y\n`],
  ]);
});

test("of a line that is longer than that, its end is kept", () => {
  const long = `${"x".repeat(9_000)}\n`;
  assert.equal(tailOf(["stdout", long]).printed, long.slice(-4_000));
  const { pieces } = tailOf(["stdout", "x".repeat(4_000)], ["stdout", "y".repeat(4_001)]);
  assert.deepEqual(pieces, [["stdout", "y".repeat(4_000)]]);
});

test("what was cut before it came is said to be", () => {
  const { isCut, isEmpty } = tailOf(["cut", ""]);
  assert.deepEqual({ isCut, isEmpty }, { isCut: true, isEmpty: true });
});
