// What an edit has made wrong of a block, for a hint.
const linesOf = (text) => text.trim().split("\n");

const isOneWord = (text, at) => /\w/.test(text[at - 1] ?? "") && /\w/.test(text[at] ?? "");

// What a text has before or after another one that it holds, in whole words; nothing where it does not.
const besides = (text, other) => {
  const end = text.length - other.length;
  if (text.startsWith(other) && !isOneWord(text, other.length))
    return text.slice(other.length).trim();
  return text.endsWith(other) && !isOneWord(text, end) ? text.slice(0, end).trim() : "";
};

const isSwapped = (right, wrong) => {
  const [one, other] = [right, wrong].map((lines) => lines.map((text) => text.trim()).sort());
  return right.length > 1 && one.join("\n") === other.join("\n");
};

// What is wrong, and where: what is one too many, what stands for another, what is missing, what
// stands in another order. What is wrong may stand in the text no more, as whoever repairs it tries
// another.
export const faultOf = ({ line, before, after }, text = after) => {
  const [right, wrong] = [linesOf(before), linesOf(after)];
  const more = wrong.length - right.length;
  const isBefore = right.every((text, rank) => text.trim() === wrong[rank]?.trim());
  const isAfter = right.every((text, rank) => text.trim() === wrong[more + rank]?.trim());
  if (more > 0 && right[0] && (isBefore || isAfter)) {
    const rank = isBefore ? right.length : 0;
    return { name: "proof.hint.extra", line: line + rank, word: wrong[rank].trim() };
  }
  if (isSwapped(right, wrong)) return { name: "proof.hint.order", line, word: wrong[0].trim() };
  if (right.length === 1 && wrong.length === 1 && wrong[0]) {
    const missing = wrong[0] === "pass" ? right[0] : besides(right[0], wrong[0]);
    if (missing) return { name: "proof.hint.missing", line, word: missing };
    const extra = besides(wrong[0], right[0]);
    if (extra && text.includes(wrong[0])) return { name: "proof.hint.extra", line, word: extra };
  }
  if (wrong[0] && (!right[0] || text.includes(wrong[0]))) {
    return { name: "proof.hint.wrong", line, word: wrong[0] };
  }
  return { name: "proof.hint.missing", line, word: right[0] };
};
