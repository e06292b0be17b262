// The ways from step to step of the player that is open, which is `current()`.
export const makeMoves = ({ current, find, goTo, navigate }) => {
  // What a coarser grain shows of a step of a finer one, which is shown again after it.
  let coarse = {};

  const go = (rank) => navigate(current().track.start + rank);

  // Both tell whether there is another step after what is shown then.
  const hasNext = () => current().rank < current().track.steps.length - 1;
  const begin = () => {
    if (!hasNext()) go(0);
    return hasNext();
  };
  const next = () => {
    go(current().rank + 1);
    return hasNext();
  };

  const jump = (way) => {
    const { steps, grain } = current().track;
    const isWanted = ({ event }) => event === "send" || grain === "turns";
    let rank = current().rank + way;
    while (steps[rank] && !isWanted(steps[rank])) rank += way;
    if (steps[rank]) go(rank);
  };

  // Of a coarser grain, the last step that is not after what is shown; then it is that one again.
  const changeGrain = () => {
    const { section, track, rank } = current();
    const { block, recording, grain } = track;
    const shown = track.steps[rank];
    const step = coarse.shown === shown ? coarse.step : shown;
    const grains = Object.keys(recording.grains);
    const wanted = grains[(grains.indexOf(grain) + 1) % grains.length];
    const other = find(section, (one) => one.block === block && one.grain === wanted);
    const all = recording.grains.lines;
    const before = new Set(all.slice(0, all.indexOf(step) + 1));
    const same = Math.max(
      0,
      other.steps.findLastIndex((one) => before.has(one)),
    );
    coarse = { shown: other.steps[same], step };
    goTo(section, other.start + same);
  };

  return { go, begin, next, jump, changeGrain };
};
