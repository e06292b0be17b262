// How the player goes on by itself: its clock is the test's.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { makePlayback } from "../../../../deck/page/player/playback.js";

mock.timers.enable({ apis: ["setTimeout"] });

const LAST = 153;
const SECOND = 1000;
let rank;
let shown;
let playback;

beforeEach(() => {
  rank = 0;
  shown = [];
  playback = makePlayback({
    begin: () => {
      if (rank === LAST) rank = 0;
      return true;
    },
    next: () => {
      rank += 1;
      playback.pause();
      return rank < LAST;
    },
    show: (...state) => shown.push(state),
  });
});

afterEach(() => playback.pause());

test("a step is shown for 1.6 seconds, and no step of its own stops it", () => {
  playback.toggle();
  mock.timers.tick(1.5 * SECOND);
  assert.equal(rank, 0);
  mock.timers.tick(0.1 * SECOND);
  assert.equal(rank, 1);
  mock.timers.tick(1.6 * SECOND);
  assert.equal(rank, 2);
});

test("it stops at the last step, and begins again from there", () => {
  rank = LAST - 1;
  playback.toggle();
  for (let second = 0; second < 9; second++) mock.timers.tick(SECOND);
  assert.equal(rank, LAST);
  assert.deepEqual(shown, [
    [true, 1],
    [false, 1],
  ]);
  playback.toggle();
  assert.equal(rank, 0);
});

test("a pause keeps the step", () => {
  playback.toggle();
  mock.timers.tick(1.6 * SECOND);
  playback.toggle();
  mock.timers.tick(9 * SECOND);
  assert.equal(rank, 1);
});

test("its pace is changed while it plays, and stays within what can be followed", () => {
  playback.toggle();
  for (const by of [1, 1, 1]) playback.change(by);
  mock.timers.tick(0.4 * SECOND);
  assert.equal(rank, 1);
  for (const by of [-1, -1, -1, -1]) playback.change(by);
  mock.timers.tick(3.1 * SECOND);
  assert.equal(rank, 1);
  mock.timers.tick(0.1 * SECOND);
  assert.equal(rank, 2);
  assert.deepEqual(
    shown.map(([, pace]) => pace),
    [1, 2, 4, 4, 2, 1, 0.5, 0.5],
  );
});

test("154 steps are told in a minute", () => {
  playback.toggle();
  for (const by of [1, 1]) playback.change(by);
  for (let tenth = 0; tenth < 620; tenth++) mock.timers.tick(0.1 * SECOND);
  assert.equal(rank, LAST);
});

test("its button goes round the paces", () => {
  for (let press = 0; press < 4; press++) playback.change();
  assert.deepEqual(
    shown.map(([, pace]) => pace),
    [2, 4, 0.5, 1],
  );
});
