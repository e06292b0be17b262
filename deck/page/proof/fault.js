// What an edit has made wrong of a block, for a hint.
const linesOf = (text) => text.trim().split("\n");

// What is wrong, and where: what is one too many, what stands for another, what is missing. What is
// wrong may stand in the text no more, as whoever repairs it tries another.
export const faultOf = ({ line, before, after }, text = after) => {
  const [right, wrong] = [linesOf(before), linesOf(after)];
  const more = wrong.length - right.length;
  const isBefore = right.every((text, rank) => text.trim() === wrong[rank]?.trim());
  const isAfter = right.every((text, rank) => text.trim() === wrong[more + rank]?.trim());
  if (more > 0 && right[0] && (isBefore || isAfter)) {
    const rank = isBefore ? right.length : 0;
    return { name: "proof.hint.extra", line: line + rank, word: wrong[rank].trim() };
  }
  if (wrong[0] && (!right[0] || text.includes(wrong[0]))) {
    return { name: "proof.hint.wrong", line, word: wrong[0] };
  }
  return { name: "proof.hint.missing", line, word: right[0] };
};
