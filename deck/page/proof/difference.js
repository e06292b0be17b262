// What first differs of what is printed and what is stated: a line of each, or of one alone.
const linesOf = (text) => (text ? text.split("\n") : []);

// What ends a program tells most of it, wherever it stands: the lines may be sorted.
const RAISED = /^[\w.]*(?:Error|Exception|Group|Interrupt|Exit|Iteration)(?::|$)/;

export const difference = (printed, stated) => {
  const [lines, others] = [linesOf(printed), linesOf(stated)];
  const raised = lines.find((line) => RAISED.test(line) && !others.includes(line));
  if (raised) return [raised, others.find((line) => !lines.includes(line))];
  const differing = lines.findIndex((line, rank) => line !== others[rank]);
  const rank = differing < 0 ? lines.length : differing;
  const more = others.length - lines.length;
  // Whether all is the same but for lines that one has there and the other has not.
  const rest = (list, beyond) => list.slice(rank + beyond).join("\n");
  const isSame = rest(lines, Math.max(0, -more)) === rest(others, Math.max(0, more));
  if (isSame) return more > 0 ? [undefined, others[rank]] : [lines[rank], undefined];
  return [lines[rank], others[rank]];
};
