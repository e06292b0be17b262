// What the page says: which words, and what of them is for a keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { phrase } from "../../../deck/page/words.js";

const said = { prove: "then prove {it} (V)", "prove/all": "all of {it} (V)" };

const withPointer = (isFine) => {
  globalThis.words = said;
  globalThis.matchMedia = (query) => {
    assert.equal(query, "not all and (any-pointer: fine)");
    return { matches: !isFine };
  };
};

test("the words of a kind are those, with the values in them", () => {
  withPointer(true);
  assert.equal(phrase("prove", { it: "four (A)" }), "then prove four (A) (V)");
  assert.equal(phrase("prove", { it: "four" }, "all"), "all of four (V)");
  assert.equal(phrase("prove", { it: "four" }, "none"), "then prove four (V)");
});

test("where there are fingers alone, no key is named", () => {
  withPointer(false);
  assert.equal(phrase("prove", { it: "four (A)" }), "then prove four (A)");
});
