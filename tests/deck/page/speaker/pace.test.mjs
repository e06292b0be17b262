// The plan of a talk, and how far its speaker is from it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pace, planned } from "../../../../deck/page/speaker/pace.js";

test("Slides without a time of their own share what is left of the whole", () => {
  assert.deepEqual(planned([0, 60, 0], { totalTime: 100 }), [20, 60, 20]);
  assert.deepEqual(planned([30, 60], { totalTime: 100 }), [30, 60]);
  assert.deepEqual(planned([80, 60, 0], { totalTime: 100 }), [80, 60, 0]);
});

test("Or each has the same, where reveal.js was told so, and nothing was planned without", () => {
  assert.deepEqual(planned([0, 60], { defaultTiming: 90 }), [90, 60]);
  assert.deepEqual(planned([0, 60], {}), []);
});

test("One is early before a slide's time, late after it, and on time within it", () => {
  const times = [20, 60, 20];
  assert.equal(pace(times, 1, 15), 5);
  assert.equal(pace(times, 1, 20), 0);
  assert.equal(pace(times, 1, 80), 0);
  assert.equal(pace(times, 1, 90), -10);
  assert.equal(pace(times, 0, 19), 0);
  assert.equal(pace(times, 2, 130), -30);
});
