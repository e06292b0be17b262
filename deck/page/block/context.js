// A block runs after the deck's own text of the blocks that it goes on from, edited or not.
import { allThatRun } from "./languages.js";

const DEFINES = /^(?:>>> )?((?:async def|def|class) .*)$/gm;

// The names of those that are edited: what they now define is not what was run.
export const editedBefore = ({ dataset }) => {
  const context = new Set(dataset.context.split("\n"));
  const isOf = (source) => [...source.matchAll(DEFINES)].some(([, line]) => context.has(line));
  const edited = allThatRun().filter(({ runnable }) => runnable?.isEdited && isOf(runnable.source));
  return edited.map((block) => block.dataset.name);
};
