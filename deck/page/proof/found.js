// What was found instead of what a proof expects, in the deck's language.
import { withCode } from "../browser/elements.js";
import { KINDS } from "../python/kinds.js";
import { phrase } from "../words.js";
import { difference } from "./difference.js";

const SHORT = 160; // characters
// What is compared line by line.
const OF_LINES = ["output", "lines"];

// What an assertion says of two values that are told.
const isEquation = (op, [got, expected]) => op === "==" || (op === "is" && got !== expected);

// A back quote would end the code in which it stands.
const coded = (text, nothing = "proof.nothing") => {
  const [line, ...others] = text.replaceAll("`", "ˋ").split("\n");
  const short = line.length > SHORT || others.length ? `${line.slice(0, SHORT)}…` : line;
  return text ? `\`${short}\`` : phrase(nothing);
};

const nameOf = ({ kind, op, of }, pair) => {
  const [got, expected] = pair;
  if (kind === "compared" && !isEquation(op, pair)) return "compared.otherwise";
  if (kind === "counted" || (kind === "compared" && of)) return "compared.of";
  if (!OF_LINES.includes(kind)) return kind;
  if (got === undefined) return `${kind}.missing`;
  return expected === undefined ? `${kind}.extra` : kind;
};

const clarity = ({ found: { kind } }) => KINDS.indexOf(kind);

export const clearest = (failures) =>
  [...failures].sort((one, other) => clarity(one) - clarity(other));

export const found = ({ found: told }) => {
  const { kind, asserted, of } = told;
  const pair = [told.found ?? "", told.expected ?? ""];
  const isOfLines = OF_LINES.includes(kind);
  const differing = isOfLines ? difference(...pair) : pair;
  const nothing = isOfLines ? "proof.blank" : "proof.nothing";
  const [got = "", expected = ""] = differing;
  const name = `proof.found.${nameOf(told, differing)}`;
  const text = phrase(name, {
    found: kind === "failed" ? got : coded(got, nothing),
    expected: coded(expected, nothing),
    asserted: coded(asserted ?? ""),
    of: coded(of ?? ""),
  });
  return ["→ ", ...withCode(text)];
};
