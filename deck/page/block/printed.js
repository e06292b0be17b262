// What is heard of what a run has printed: all of it, or its first lines and its last.
import { asCode } from "../heard.js";
import { phrase } from "../words.js";

const [MOST, FIRST] = [5, 3]; // lines
const WIDEST = 120; // characters of a line

const short = (line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line);

// The last line of a program that fails is its error.
export const bounded = (printed) => {
  const lines = printed.trimEnd().split("\n").map(short);
  if (lines.length <= MOST) return { first: lines, left: 0, last: [] };
  return { first: lines.slice(0, FIRST), left: lines.length - FIRST - 1, last: lines.slice(-1) };
};

export const heardOf = (printed) => {
  const { first, left, last } = bounded(printed);
  const rest = left ? [phrase("heard.left", { count: left }), asCode(last[0])] : [];
  return [asCode(first.join("\n")), ...rest];
};
