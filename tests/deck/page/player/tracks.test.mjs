// The steps of a slide: those of the deck's blocks, and those of the edited code of one.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { deflateSync } from "node:zlib";
import { addFragments, makeTracks } from "../../../../deck/page/player/tracks.js";

const STEP = ["line", 0, null, "", [0], [], 0];
const START = ["start", null, 0, "", [0], [], 0];
const recorded = (...steps) => withTurns([], ...steps);
const withTurns = (turns, ...steps) => ({
  trace: {
    events: { line: ["", "source"], start: ["down", "target"] },
    frames: [["<module>", "module", "block"]],
    cards: [[0, "running", "", null, [1, 0, 1, 1]]],
    steps,
    output: "",
    complete: true,
    turns,
  },
  diagram: {},
});
const packed = (recording) => deflateSync(JSON.stringify(recording)).toString("base64");

const blockOf = (name, runnable) => ({
  dataset: { name, run: "python", context: "" },
  querySelector: () => ({ textContent: "x" }),
  runnable,
});
const fragmentsOf = (...indices) =>
  indices.map((fragmentIndex) => ({ dataset: { fragmentIndex } }));
const sectionOf = (...blocks) => ({
  own: [],
  querySelectorAll(selector) {
    return selector.startsWith(".fragment") ? this.own : blocks;
  },
});
const ranges = (tracks, section) => {
  const found = [];
  tracks.find(section, (one) => void found.push([one.grain, one.start, one.end]));
  return found;
};

beforeEach(() => {
  globalThis.words = { "frame.program": "program" };
  globalThis.traces = { one: packed(recorded(START, STEP)), two: packed(recorded(START)) };
});

test("the steps of the blocks follow one another, moves before lines", async () => {
  const tracks = makeTracks();
  const section = sectionOf(blockOf("one"), blockOf("two"));
  await tracks.load(section);
  assert.deepEqual(ranges(tracks, section), [
    ["events", 0, 1],
    ["lines", 1, 3],
    ["events", 3, 4],
    ["lines", 4, 5],
  ]);
});

test("the steps come after what the slide itself shows click by click", async () => {
  const tracks = makeTracks();
  const section = sectionOf(blockOf("two"));
  section.own = fragmentsOf("0", "1", "1");
  await tracks.load(section);
  assert.deepEqual(ranges(tracks, section), [
    ["events", 2, 3],
    ["lines", 3, 4],
  ]);
});

test("reveal.js is given a fragment a step, numbered from the slide's own on", () => {
  globalThis.document = {
    createElement: () => ({
      dataset: {},
      append(...children) {
        this.children = children;
      },
    }),
  };
  const added = [];
  const section = {
    querySelector: () => null,
    querySelectorAll: () => fragmentsOf("0", "1"),
    append: (steps) => added.push(...steps.children),
  };
  addFragments(section, 5);
  const numbers = added.map(({ dataset }) => dataset.fragmentIndex);
  assert.deepEqual(numbers, [2, 3, 4]);
});

test("turns come after lines, and are some of the same steps", async () => {
  globalThis.traces.one = packed(withTurns([0, 2], START, STEP, START));
  const tracks = makeTracks();
  const section = sectionOf(blockOf("one"));
  await tracks.load(section);
  assert.deepEqual(ranges(tracks, section), [
    ["events", 0, 2],
    ["lines", 2, 5],
    ["turns", 5, 7],
  ]);
  const { steps, recording } = tracks.find(section, ({ grain }) => grain === "turns");
  assert.deepEqual(steps, recording.grains.events);
});

test("a block without a trace has no step, unless it is edited", () => {
  const tracks = makeTracks();
  assert.equal(tracks.canStep(blockOf("none")), false);
  assert.equal(tracks.canStep(blockOf("none", { isEdited: true })), true);
});

test("edited code is recorded once, and again when it has changed", async () => {
  const tracks = makeTracks();
  let times = 0;
  const record = async () => {
    times += 1;
    return recorded(START);
  };
  const block = blockOf("one", { isEdited: true, record });
  await tracks.record(block);
  await tracks.record(block);
  assert.equal(times, 1);
  tracks.forget(block);
  await tracks.record(block);
  assert.equal(times, 2);
});

test("the steps of edited code come after the deck's own, which are not found meanwhile", async () => {
  const tracks = makeTracks();
  const block = blockOf("one", { isEdited: true, record: async () => recorded(START) });
  const section = sectionOf(block);
  await tracks.load(section);
  await tracks.record(block);
  assert.deepEqual(ranges(tracks, section), [
    ["events", 3, 4],
    ["lines", 4, 5],
  ]);
});

test("a trace that is exchanged is no more the current one, and is read again", async () => {
  const tracks = makeTracks();
  const section = sectionOf(blockOf("one"));
  await tracks.load(section);
  const before = tracks.find(section, () => true);
  assert.equal(tracks.isCurrent(before), true);
  traces.one = packed(recorded(START));
  assert.equal(tracks.isCurrent(before), false);
  await tracks.load(section);
  assert.equal(tracks.find(section, ({ grain }) => grain === "lines").steps.length, 1);
});
