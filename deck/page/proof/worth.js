// Which edits are worth repairing: those from which one learns, and that are not done yet.

// Nobody writes anew what was a whole function.
const isFair = ({ before, after }) => after.length > 4 || !before.trim().includes("\n");

// Where the deck leaves a body out, or a text alone is another, there is nothing to repair but by
// memory; and nobody asks for the first item of what has none.
const TEXT = /^(["'])[^"']*\1$/;
const isWeak = ({ before, after }) =>
  before.trim() === "..." || TEXT.test(before) || TEXT.test(after) || after.endsWith("[0]");

// The fair ones, in this order: new ones, those from which one learns less, and those that are done.
export const worthiest = (edits, isDone) => {
  const rank = (edit) => 2 * isDone(edit) + isWeak(edit);
  return edits.filter(isFair).sort((one, other) => rank(one) - rank(other));
};
