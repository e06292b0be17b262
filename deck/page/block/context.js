// A block runs after the deck's own text of the blocks that it goes on from, edited or not.
const DEFINES = /^(?:>>> )?((?:async def|def|class) .*)$/gm;

// The names of those that are edited: what they now define is not what was run.
export const editedBefore = ({ dataset }) => {
  const context = new Set(dataset.context.split("\n"));
  const isOf = (source) => [...source.matchAll(DEFINES)].some(([, line]) => context.has(line));
  const blocks = [...document.querySelectorAll(".slides section > .block[data-run]")];
  const edited = blocks.filter(({ runnable }) => runnable?.isEdited && isOf(runnable.source));
  return edited.map((block) => block.dataset.name);
};
