// What is told of a proof that does not hold, and hinted at of a block that is broken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { difference } from "../../../../deck/page/proof/difference.js";
import { failing } from "../../../../deck/page/proof/failing.js";
import { faultOf } from "../../../../deck/page/proof/fault.js";
import { gathered } from "../../../../deck/page/proof/gathered.js";
import { worthiest } from "../../../../deck/page/proof/worth.js";

const hinted = (before, after) => {
  const { name, line, word } = faultOf({ line: 4, before, after });
  return [name.split(".").at(-1), line, word];
};

test("a line that is too many is told apart from the one that it stands beside", () => {
  assert.deepEqual(hinted("  send()", "  send()\n  break"), ["extra", 5, "break"]);
  assert.deepEqual(hinted("close()", "close()\nclose()"), ["extra", 5, "close()"]);
  assert.deepEqual(hinted("print(1)", "await two()\nprint(1)"), ["extra", 4, "await two()"]);
});

test("what stands for another is wrong, and what is gone is missing", () => {
  assert.deepEqual(hinted("2", "3"), ["wrong", 4, "3"]);
  assert.deepEqual(hinted("one()", "other()\nthird()"), ["wrong", 4, "other()"]);
  assert.deepEqual(hinted("await ", ""), ["missing", 4, "await"]);
});

test("what is but a part of what it was lacks the rest, and what is more than it has too much", () => {
  assert.deepEqual(hinted("await two()", "two()"), ["missing", 4, "await"]);
  assert.deepEqual(hinted("return 2", "return"), ["missing", 4, "2"]);
  assert.deepEqual(hinted("two()", "two"), ["missing", 4, "()"]);
  assert.deepEqual(hinted("return 2", "pass"), ["missing", 4, "return 2"]);
  assert.deepEqual(hinted("yield", "yield 1"), ["extra", 4, "1"]);
  assert.deepEqual(hinted("coro", "coros"), ["wrong", 4, "coros"]);
  assert.deepEqual(hinted("coros", "coro"), ["wrong", 4, "coro"]);
});

test("what stood around what is left is missing, and what stands around what was right is too many", () => {
  assert.deepEqual(hinted("manage(four())", "four()"), ["missing", 4, "manage(…)"]);
  assert.deepEqual(hinted("coro.send(None)", "None"), ["missing", 4, "coro.send(…)"]);
  assert.deepEqual(hinted("coros", "not (coros)"), ["extra", 4, "not (…)"]);
});

test("of what differs by one word, that word alone is wrong", () => {
  assert.deepEqual(hinted("await two() + await two()", "await two() - await two()"), [
    "wrong",
    4,
    "-",
  ]);
  assert.deepEqual(hinted("one(two)", "two(one)"), ["wrong", 4, "two(one)"]);
});

test("lines that are in another order are all needed", () => {
  assert.deepEqual(hinted("print(1)\n    return 2", "return 2\n    print(1)"), [
    "order",
    4,
    "return 2",
  ]);
});

test("what teaches comes before what one only remembers, and what is done after both", () => {
  const edit = (before, after) => ({ before, after });
  const [dropped, done] = [edit("await two()", "two()"), edit("await one()", "one()")];
  const weak = [
    edit('"tum"', "None"),
    edit('print("tum")', '"tum"'),
    edit("range(10)", "10[0]"),
    edit("...", "return 1"),
    edit("tum(), pak()", "pak(), tum()"),
  ];
  const unfair = edit("def two():\n    return 2", "pass");
  const given = [done, unfair, ...weak, dropped];
  assert.deepEqual(
    worthiest(given, (one) => one === done),
    [dropped, ...weak, done],
  );
});

test("each kind of edits has its turn, however many it has, and that of the one before the last", () => {
  const edits = ["call", "call", "call", "name", "await", "await"].map((operator, rank) => ({
    operator,
    before: `one${rank}`,
    after: "another",
  }));
  const ranks = (last) => worthiest(edits, () => false, last).map((edit) => edits.indexOf(edit));
  assert.deepEqual(ranks(undefined), [0, 3, 4, 1, 5, 2]);
  assert.deepEqual(ranks("call"), [3, 4, 0, 5, 1, 2]);
  const undone = worthiest(edits, (edit) => edit === edits[4], "call");
  assert.deepEqual(undone.slice(0, 2), [edits[3], edits[5]]);
});

test("what was tried in the place of what is wrong is not held to be it", () => {
  const edit = { line: 2, before: '"tum"', after: '""' };
  assert.equal(faultOf(edit, 'print("")').name, "proof.hint.wrong");
  assert.deepEqual(faultOf(edit, 'print("Tam")'), {
    name: "proof.hint.missing",
    line: 2,
    word: '"tum"',
  });
});

test("a line that differs is told beside that in its place, or by itself", () => {
  assert.deepEqual(difference("1\n3", "1\n2"), ["3", "2"]);
  assert.deepEqual(difference("1\n2\n2", "1\n2"), ["2", undefined]);
  assert.deepEqual(difference("1", "1\n2"), [undefined, "2"]);
  assert.deepEqual(difference("", "tum"), [undefined, "tum"]);
  assert.deepEqual(difference("tum", ""), ["tum", undefined]);
});

test("a line that is missing before others is no other line than these", () => {
  assert.deepEqual(difference("end", "tum\nend"), [undefined, "tum"]);
  assert.deepEqual(difference("tum\ntum\nend", "tum\nend"), ["tum", undefined]);
  assert.deepEqual(difference("tum\nstop\nend", "end"), ["tum", undefined]);
  assert.deepEqual(difference("1\n4", "1\n2\n3"), ["4", "2"]);
});

test("what a program raises is told, wherever it stands, before what it does not print", () => {
  const raised = "pack.TypeError: no";
  assert.deepEqual(difference(`1\n${raised}`, "2\n3"), [raised, "2"]);
  assert.deepEqual(difference(`2\n2\n${raised}`, "2"), [raised, undefined]);
  assert.deepEqual(difference(`1\n${raised}`, `2\n${raised}`), ["1", "2"]);
});

test("a sentence is told once, whichever slides say it, and each of the notes by its slide", () => {
  const proof = (test, ...claims) => ({ test, says: "", source: test, claims, holds: true });
  const title = (slide) => ({ slide, text: "# Twice", note: false });
  const note = (slide) => ({ slide, text: "So it is.", note: true });
  const { claims } = gathered([
    proof("one", title(3), note(3)),
    proof("two", title(2), title(3), note(2)),
  ]);
  assert.deepEqual(
    claims.map(({ text, slides, tests }) => [text, slides, tests.map((one) => one.test)]),
    [
      ["# Twice", [2, 3], ["one", "two"]],
      ["So it is.", [2], ["two"]],
      ["So it is.", [3], ["one"]],
    ],
  );
});

test("what fails most clearly is told first, and of what only stops how many there are", () => {
  const proof = (test, kind, ...claims) => {
    return { test, says: "", source: test, claims, holds: !kind, found: { kind } };
  };
  const claim = { slide: 2, text: "So it is.", note: false };
  const told = (...proofs) => {
    const { told, stopped } = failing(gathered(proofs));
    return [told.map(({ test, of }) => [test.test, of.text]), stopped.map(({ test }) => test)];
  };
  const claimed = [proof("one", "unfinished", claim), proof("other", "asserted", claim)];
  const stops = proof("stops", "unfinished");
  const compares = proof("compares", "compared");
  assert.deepEqual(told(...claimed, proof("holds"), stops, compares), [
    [
      ["compares", undefined],
      ["other", "So it is."],
      ["stops", undefined],
    ],
    [],
  ]);
  assert.deepEqual(told(claimed[0], stops, proof("ends", "unfinished")), [
    [["one", "So it is."]],
    ["stops", "ends"],
  ]);
});
