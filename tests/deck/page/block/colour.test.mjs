// What is typed is coloured by the names that the build gives to the deck's code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tokens } from "../../../../deck/page/block/colour.js";

const named = (text, language) => tokens(text, language).filter(([name]) => name);
const joined = (text, language) =>
  tokens(text, language)
    .map(([, piece]) => piece)
    .join("");

test("no letter is lost, whatever is typed", () => {
  const texts = ["", "\n\n", "f'{x}' \"", "'''", "@a\nclass É:\n  pass", ">>> 1\n2\n... x"];
  for (const language of ["python", "pycon"]) {
    assert.deepEqual(
      texts.map((text) => joined(text, language)),
      texts,
    );
  }
});

test("keywords, names, numbers, texts and comments each have a name", () => {
  assert.deepEqual(named("async def f(x=0x1F): return 'a' # b", "python"), [
    ["k", "async"],
    ["k", "def"],
    ["nf", "f"],
    ["m", "0x1F"],
    ["k", "return"],
    ["s2", "'a'"],
    ["c1", "# b"],
  ]);
});

test("a word that holds a keyword is none", () => {
  assert.deepEqual(named("awaiting = forward.import_", "python"), []);
});

test("a text that is not closed goes to the end of its line, or of the code", () => {
  assert.deepEqual(named("'a\nb", "python"), [["s2", "'a"]]);
  assert.deepEqual(named('"""a\nb', "python"), [["s2", '"""a\nb']]);
});

test("in a session the prompts and the errors have names, and the output none", () => {
  assert.deepEqual(named(">>> def f():\n... \ndef\nValueError: 1", "pycon"), [
    ["gp", ">>> "],
    ["k", "def"],
    ["nf", "f"],
    ["gp", "... "],
    ["gr", "ValueError"],
  ]);
});
