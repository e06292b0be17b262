// The recordings of the blocks, those of the deck and those of edited code, and their steps.
const makeTracks = () => {
  const reading = new Map();
  const built = new Map();
  const edited = new Map();

  const isEdited = (block) => Boolean(block.runnable?.isEdited);
  const isBuilt = (block) => block.dataset.name in traces;
  const canStep = (block) => isEdited(block) || isBuilt(block);
  const blocksOf = (section) => [...section.querySelectorAll(".block[data-name]")];
  const recordingOf = (block) => (isEdited(block) ? edited : built).get(block);

  const read = async (block) => built.set(block, await readRecording(block));

  const load = (section) =>
    Promise.all(
      blocksOf(section)
        .filter(isBuilt)
        .map((block) => {
          if (!reading.has(block)) reading.set(block, read(block));
          return reading.get(block);
        }),
    );

  // Have the page's own Python record a block, if it was edited since it last did.
  const record = async (block) => {
    if (!isEdited(block) || edited.has(block)) return;
    const recorded = await block.runnable.record();
    if (recorded) edited.set(block, makeRecording(recorded, block));
  };

  // The steps of a slide's blocks follow one another, events first: a number tells which. Those
  // of edited code come last: an address and the speaker view know the deck's own steps alone.
  const all = (section) => {
    let start = 0;
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

  return { blocksOf, canStep, load, record, find, forget: (block) => edited.delete(block) };
};
