// What is copied of a session can be pasted at a prompt, or run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { typed } from "../../../../deck/page/block/copy.js";

test("what is typed is left, without prompts and answers", () => {
  const session = ">>> def f():\n...     return 1\n...\n>>> f()\n1\n>>> x = 2\n";
  assert.equal(typed(session), "def f():\n    return 1\n\nf()\nx = 2\n");
});

test("an answer that looks like a prompt is no code", () => {
  assert.equal(
    typed(">>> ...\nEllipsis\n... more\n>>> print('>>>')\n>>>>\n"),
    "...\nprint('>>>')\n",
  );
});

test("a session without a prompt gives nothing", () => {
  assert.equal(typed("no prompt\n"), "");
});
