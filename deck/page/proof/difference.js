// What first differs of what is printed and what is stated: a line of each, or of one alone.
const linesOf = (text) => (text ? text.split("\n") : []);

export const difference = (printed, stated) => {
  const [lines, others] = [linesOf(printed), linesOf(stated)];
  const rank = lines.findIndex((line, rank) => line !== others[rank]);
  return rank < 0 ? [undefined, others[lines.length]] : [lines[rank], others[rank]];
};
