// What had the focus is known, for as long as it can have it again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startFocus } from "../../../../deck/page/access/focus.js";

let asked = 0;
const makeButton = () => ({
  isConnected: true,
  matches: () => true,
  getClientRects: () => {
    asked += 1;
    return [{}];
  },
});

test("what the keyboard comes back to again and again is looked at once each time", () => {
  const listeners = {};
  const body = {};
  Object.assign(globalThis, {
    addEventListener: (kind, listener) => {
      listeners[kind] = listener;
    },
    document: { body, querySelectorAll: () => [], addEventListener() {} },
    MutationObserver: class {
      observe() {}
    },
  });
  startFocus();
  const [one, other] = [makeButton(), makeButton()];
  for (let time = 0; time < 50; time++) {
    listeners.focusin({ target: one });
    listeners.focusin({ target: other });
  }
  assert.equal(asked, 99);
});
