// What is told of a proof that does not hold, in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clearest, found } from "../../../../deck/page/proof/found.js";
import { wordsOf } from "../words.mjs";

globalThis.words = wordsOf("en");
globalThis.matchMedia = () => ({ matches: false });
globalThis.document = {
  createElement: () => ({
    append(text) {
      this.text = text;
    },
  }),
};

const told = (one) =>
  found({ found: one })
    .map((part) => part.text ?? part)
    .join("");

test("a line without a word is a line", () => {
  const printed = { kind: "output", found: "\nend", expected: "tum\nend" };
  assert.equal(told(printed), "→ it prints a blank line instead of tum");
  assert.equal(told({ ...printed, found: "end" }), "→ it does not print tum");
  assert.equal(
    told({ kind: "measured", found: "", expected: "4" }),
    "→ the slide says 4, Python gives nothing",
  );
});

test("what is another object is told as another value, where they look different", () => {
  const one = { kind: "compared", op: "is", asserted: "end is None", of: "end" };
  assert.equal(told({ ...one, found: "1", expected: "None" }), "→ for end, found 1, expected None");
  assert.equal(told({ ...one, found: "[]", expected: "[]" }), "→ found [], and not end is None");
});

test("how many there are is told as another value", () => {
  const counted = { kind: "counted", of: "len(calls)", found: "0", expected: "1" };
  assert.equal(told(counted), "→ for len(calls), found 0, expected 1");
});

test("of several failures, what a program does is clearer than where a test stops", () => {
  const failures = ["unfinished", "asserted", "compared", "raised", "output"].map((kind) => ({
    found: { kind },
  }));
  const kinds = clearest(failures).map(({ found: { kind } }) => kind);
  assert.deepEqual(kinds, ["output", "compared", "raised", "asserted", "unfinished"]);
});
