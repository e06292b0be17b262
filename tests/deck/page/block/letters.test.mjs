// An output is as large as its room lets it be, and none of it is lost while it fits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersFor, rowsOf } from "../../../../deck/page/block/letters.js";

// Of ten rows of 30 letters, at the size of the code; 11 of 34, and 13 of 40 when smaller.
const ROOM = { width: 560, height: 400, letter: 0.634, leading: 1.4, most: 29, least: 22 };
const lines = (count, length = 3) => `${"x".repeat(length)}\n`.repeat(count);
const formOf = (text, room = ROOM) => {
  const { size, columns, isWhole } = lettersFor(text, room);
  return { size, columns, isWhole };
};

test("a few lines have the size of the code", () => {
  assert.deepEqual(formOf(lines(9, 30)), { size: 29, columns: 1, isWhole: true });
});

test("more short lines than rows stand in columns of the same size", () => {
  assert.deepEqual(formOf(lines(20)), { size: 29, columns: 3, isWhole: true });
});

test("lines that are longer than their room is wide are smaller, and whole", () => {
  assert.deepEqual(formOf(lines(9, 33)), { size: 26, columns: 1, isWhole: true });
  assert.deepEqual(formOf(lines(9, 40)), { size: 22, columns: 1, isWhole: true });
});

test("lines that no size leaves whole are broken, at the largest size that shows them all", () => {
  assert.deepEqual(formOf(lines(3, 41)), { size: 29, columns: 1, isWhole: true });
  assert.deepEqual(formOf(lines(6, 41)), { size: 22, columns: 1, isWhole: true });
});

test("what is too long for any size has the smallest", () => {
  assert.deepEqual(formOf(lines(100, 30)), { size: 22, columns: 1, isWhole: false });
});

test("a tab is four letters, and an ideograph two", () => {
  const forms = ["\t\t\t\t\t\t\tabc", "語".repeat(15).concat("a")].map((text) => formOf(text));
  assert.deepEqual(
    forms.map(({ size }) => size),
    [26, 26],
  );
});

test("rows have whole pixels, so that none is cut", () => {
  for (const least of [19, 21, 22]) {
    const { high, rows } = lettersFor(lines(100), { ...ROOM, width: 60, least });
    assert.ok(Number.isInteger(high) && high * rows <= ROOM.height);
  }
});

test("a row is seen where there is no room for one", () => {
  const { rows, letters } = lettersFor("abc", { ...ROOM, width: 2, height: -5 });
  assert.deepEqual([rows, letters], [1, 1]);
});

test("a line is broken at its spaces, or else anywhere", () => {
  const rows = [
    ["", 10],
    ["abc def", 10],
    ["abc def ghi", 10],
    ["abc def    ", 7],
    ["abcdefghijk", 5],
    ["ab cdefghijk", 5],
    ["    abcdefgh", 10],
  ].map(([line, room]) => rowsOf(line, room));
  assert.deepEqual(rows, [1, 1, 2, 1, 3, 3, 2]);
});
