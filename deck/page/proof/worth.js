// Which edits are worth repairing: those from which one learns, and that are not done yet.

// Nobody writes anew what was a whole function.
const isFair = ({ before, after }) => after.length > 4 || !before.trim().includes("\n");

// Where the deck leaves a body out, a text alone is another, or what is given changes places, there
// is nothing to repair but by memory; and nobody asks for the first item of what has none.
const TEXT = /^(["'])[^"']*\1$/;
const given = (text) => text.split(/,\s*/).sort().join();
const isWeak = ({ before, after }) =>
  before.trim() === "..." ||
  TEXT.test(before) ||
  TEXT.test(after) ||
  after.endsWith("[0]") ||
  given(before) === given(after);

// Where some kinds of edits have many, each kind has its turn, and the one before comes last.
const byKind = (edits, last) => {
  const turns = new Map([[last, 1]]);
  const turn = ({ operator }) => {
    turns.set(operator, (turns.get(operator) ?? 0) + 1);
    return turns.get(operator);
  };
  return edits
    .map((edit) => [turn(edit), edit])
    .sort(([one], [other]) => one - other)
    .map(([, edit]) => edit);
};

// The fair ones, in this order: new ones, those from which one learns less, and those that are done.
// `last` is the kind of the one before.
export const worthiest = (edits, isDone, last) => {
  const rank = (edit) => 2 * isDone(edit) + isWeak(edit);
  const ranked = (list) => list.sort((one, other) => rank(one) - rank(other));
  return ranked(byKind(ranked(edits.filter(isFair)), last));
};
