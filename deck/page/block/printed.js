// What is heard of what a run has printed: all of it, or its first lines and its last.
import { phrase } from "../words.js";

const [MOST, FIRST] = [5, 3]; // lines
const WIDEST = 120; // characters of a line

const short = (line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line);

// The last line of a program that fails is its error.
export const heardOf = (printed) => {
  const lines = printed.trimEnd().split("\n").map(short);
  if (lines.length <= MOST) return lines.join("\n");
  const left = phrase("heard.left", { count: lines.length - FIRST - 1 });
  return `${lines.slice(0, FIRST).join("\n")}${left}${lines.at(-1)}`;
};

// What is said of an output, and what it shows.
export const heardWith = (output) => {
  const [said, printed] = [output.told(), output.printed()];
  return printed.trim() ? phrase("heard.output", { said }) + heardOf(printed) : said;
};
