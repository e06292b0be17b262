// What is loaded later, and is missing, leaves nothing behind.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const head = [];
const makeElement = () => {
  const element = { remove: () => head.splice(head.indexOf(element), 1) };
  // As an element does what it is told by a property, and by a listener.
  element.addEventListener = (kind, listener) => {
    element[`on${kind}`] = listener;
  };
  return element;
};
Object.assign(globalThis, {
  document: { fonts: [], createElement: makeElement, head: { append: (one) => head.push(one) } },
  trusted: { script: (file) => file },
});
const { loadLater, loadScript } = await import("../../../../deck/page/browser/later.js");

beforeEach(() => head.splice(0));

test("a script that is missing is named, and goes", async () => {
  const loaded = loadScript("proof/kit.js");
  assert.equal(head.length, 1);
  head[0].onerror();
  await assert.rejects(loaded, new Error("proof/kit.js"));
  assert.deepEqual(head, []);
});

test("a style that is missing is named, and goes", async () => {
  const loaded = loadLater("proof", "proof");
  assert.equal(head.length, 1);
  head[0].onerror();
  await assert.rejects(loaded, new Error("proof/proof.css"));
  assert.deepEqual(head, []);
});

test("what has come stays", async () => {
  const loaded = loadScript("proof/kit.js");
  head[0].onload();
  await loaded;
  assert.equal(head.length, 1);
});
