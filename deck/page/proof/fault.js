// What an edit has made wrong of a block, for a hint.
const linesOf = (text) => text.trim().split("\n");

const isOneWord = (text, at) => /\w/.test(text[at - 1] ?? "") && /\w/.test(text[at] ?? "");

// What a text has before another one that it holds, or after it, or both, in whole words; nothing
// where it does not.
const besides = (text, other) => {
  const isThere = (at) =>
    at >= 0 &&
    text.startsWith(other, at) &&
    ![at, at + other.length].some((end) => isOneWord(text, end));
  const at = [0, text.length - other.length, text.indexOf(other)].find(isThere);
  if (at === undefined) return "";
  const [before, after] = [text.slice(0, at).trim(), text.slice(at + other.length).trim()];
  return before && after ? `${before}…${after}` : before || after;
};

const WORD = /\w+|[^\w\s]+/g;

// The word of a text that another one has in its place, if one alone differs; else all of it.
const differing = (text, other) => {
  const [words, others] = [text, other].map((one) => one.match(WORD) ?? []);
  const ranks = words.flatMap((word, rank) => (word === others[rank] ? [] : [rank]));
  return words.length === others.length && ranks.length === 1 ? words[ranks[0]] : text;
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
  const isLine = right.length === 1 && wrong.length === 1;
  if (isLine && wrong[0]) {
    const missing = wrong[0] === "pass" ? right[0] : besides(right[0], wrong[0]);
    if (missing) return { name: "proof.hint.missing", line, word: missing };
    const extra = besides(wrong[0], right[0]);
    if (extra && text.includes(wrong[0])) return { name: "proof.hint.extra", line, word: extra };
  }
  if (wrong[0] && (!right[0] || text.includes(wrong[0]))) {
    return {
      name: "proof.hint.wrong",
      line,
      word: isLine ? differing(wrong[0], right[0]) : wrong[0],
    };
  }
  return { name: "proof.hint.missing", line, word: right[0] };
};
