// The recordings of the blocks, those of the deck and those of edited code, and their steps.
import { element } from "../browser/elements.js";
import { makeRecording, readRecording } from "./recording.js";

export const makeTracks = () => {
  const packed = new WeakMap();
  const reading = new WeakMap();
  const built = new WeakMap();
  const edited = new WeakMap();

  const isEdited = (block) => Boolean(block.runnable?.isEdited);
  const isBuilt = (block) => Object.hasOwn(traces, block.dataset.name);
  const canStep = (block) => isEdited(block) || isBuilt(block);
  const blocksOf = (section) => [...section.querySelectorAll(".block[data-name]")];
  const recordingOf = (block) => (isEdited(block) ? edited : built).get(block);

  const read = async (block) => built.set(block, await readRecording(block));

  // A trace that `make edit` exchanges is read again.
  const load = (section) =>
    Promise.all(
      blocksOf(section)
        .filter(isBuilt)
        .map((block) => {
          const trace = traces[block.dataset.name];
          if (packed.get(block) !== trace) reading.set(block, read(block));
          packed.set(block, trace);
          return reading.get(block);
        }),
    );

  // Have the page's Python record a block, if it was edited since it last did.
  const record = async (block) => {
    if (!isEdited(block) || edited.has(block)) return;
    const recorded = await block.runnable.record();
    if (recorded) edited.set(block, makeRecording(recorded, block));
  };

  // The steps of a slide's blocks follow its own fragments, events first: a number tells which. Those
  // of edited code come last: an address knows the deck's own steps alone.
  const all = (section) => {
    let start = countFragments(section);
    return [built, edited].flatMap((recordings) =>
      blocksOf(section).flatMap((block) => {
        const recording = recordings.get(block);
        return Object.entries(recording?.grains ?? {}).map(([grain, steps]) => {
          const track = { block, recording, grain, steps, start, end: start + steps.length };
          start = track.end;
          return track;
        });
      }),
    );
  };

  const find = (section, isWanted) =>
    all(section).find((one) => one.recording === recordingOf(one.block) && isWanted(one));

  const isCurrent = ({ block, recording }) =>
    edited.get(block) === recording || packed.get(block) === traces[block.dataset.name];

  return {
    blocksOf,
    canStep,
    isCurrent,
    load,
    record,
    find,
    forget: (block) => edited.delete(block),
  };
};

// Those of the slide itself: what comes click by click, and the lines that are lit up.
export const countFragments = (section) => {
  const own = [...section.querySelectorAll(".fragment:not(.steps > *)")];
  return new Set(own.map((fragment) => fragment.dataset.fragmentIndex)).size;
};

// Have reveal go from step to step of a slide, up to the one of a number.
export const addFragments = (section, end) => {
  section.querySelector(".steps")?.remove();
  const start = countFragments(section);
  const fragments = Array.from({ length: end - start }, (_, rank) => {
    const fragment = element("span", "fragment");
    fragment.dataset.fragmentIndex = start + rank;
    return fragment;
  });
  const steps = element("div", "steps", ...fragments);
  steps.hidden = true;
  section.append(steps);
};
