// The keys of the editor: what Enter and Tab type, and where the caret is then.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newLine, tab } from "../../../../deck/page/block/editor.js";

// A text area: “|” stands at the caret, or at both ends of the selection.
const areaOf = (text) => {
  const [before, ...rest] = text.split("|");
  const selected = rest.length === 2 ? rest[0] : "";
  const area = {
    value: before + rest.join(""),
    setSelectionRange(start, end) {
      [area.selectionStart, area.selectionEnd] = [start, end];
    },
  };
  area.setSelectionRange(before.length, before.length + selected.length);
  area.ownerDocument = {
    execCommand(_command, _isShown, typed) {
      const { value, selectionStart: start, selectionEnd: end } = area;
      area.value = value.slice(0, start) + typed + value.slice(end);
      area.setSelectionRange(start + typed.length, start + typed.length);
    },
  };
  return area;
};

const shown = ({ value, selectionStart: start, selectionEnd: end }) => {
  const selected = start === end ? "" : `${value.slice(start, end)}|`;
  return `${value.slice(0, start)}|${selected}${value.slice(end)}`;
};

const after = (text, press, how) => {
  const area = areaOf(text);
  press(area, how);
  return shown(area);
};

test("Enter keeps the indent, and goes in after a colon", () => {
  assert.equal(after("    x|", newLine, "python"), "    x\n    |");
  assert.equal(after("if x:|", newLine, "python"), "if x:\n    |");
  assert.equal(after("if x:| pass", newLine, "python"), "if x:\n    | pass");
});

test("Enter gives a session its next prompt", () => {
  assert.equal(after(">>> x|", newLine, "pycon"), ">>> x\n>>> |");
  assert.equal(after(">>> if x:|", newLine, "pycon"), ">>> if x:\n...     |");
  assert.equal(after("...     y|", newLine, "pycon"), "...     y\n...     |");
  assert.equal(after("... |", newLine, "pycon"), "... \n>>> |");
});

test("Tab goes to the next column of four", () => {
  assert.equal(after("|x", tab, false), "    |x");
  assert.equal(after("ab|", tab, false), "ab  |");
});

test("Tab moves the lines of a selection, which stays, and no empty line", () => {
  assert.equal(after("|a\n\nb|", tab, false), "|    a\n\n    b|");
  assert.equal(after("|    a\n  b|", tab, true), "|a\nb|");
});

test("Shift and Tab take an indent away, and the caret goes with its letter", () => {
  assert.equal(after("    a|b", tab, true), "a|b");
  assert.equal(after("a|b", tab, true), "a|b");
});
