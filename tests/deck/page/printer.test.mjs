// What is printed in floods is posted a frame at a time, whatever it comes in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makePrinter } from "../../../deck/page/python/printer.js";

// As many messages as are posted in so many milliseconds, of which each holds so many writes.
const postedIn = (context, milliseconds, kinds) => {
  let now = 1000;
  context.mock.method(performance, "now", () => now);
  const posted = [];
  const { put, flush } = makePrinter({ postMessage: (message) => posted.push(message) });
  for (let rank = 0; rank < milliseconds * 100; rank++) {
    now += 0.01;
    put(kinds[rank % kinds.length], `${rank}\n`);
  }
  const count = posted.length;
  flush();
  return { count, last: posted.at(-1).text };
};

test("streams that take turns post no more messages than one alone may", (context) => {
  const frames = 1600 / 16;
  const { count, last } = postedIn(context, 1600, ["stdout", "stderr"]);
  assert.ok(count <= 21 * frames, `${count} messages in ${frames} frames`);
  assert.equal(last, "159999\n");
});

test("what one stream prints is posted a frame at a time", (context) => {
  const { count } = postedIn(context, 1600, ["stdout"]);
  assert.ok(count <= 21 * 100 && count >= 100, `${count} messages`);
});

test("what is beyond a burst is posted a frame later, although nothing more is printed", (context) => {
  let now = 1000;
  context.mock.method(performance, "now", () => now);
  const posted = [];
  const { put, tick } = makePrinter({ postMessage: ({ text }) => posted.push(text) });
  const lines = Array.from({ length: 100 }, (_, rank) => `${rank}\n`);
  for (const line of lines) put("stdout", line);
  const compute = () => lines.forEach(tick);
  now += 16;
  compute();
  assert.deepEqual(posted, lines.slice(0, 20));
  now += 1;
  compute();
  assert.deepEqual(posted, [...lines.slice(0, 20), lines.slice(20).join("")]);
});
