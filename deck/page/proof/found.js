// What was found instead of what a proof expects, in the deck's language.
import { withCode } from "../player/elements.js";
import { phrase } from "../words.js";
import { difference } from "./difference.js";

const SHORT = 160; // characters
// What is compared line by line.
const OF_LINES = ["output", "lines"];

// A back quote would end the code in which it stands.
const coded = (text) => {
  const [line, ...others] = text.replaceAll("`", "ˋ").split("\n");
  const short = line.length > SHORT || others.length ? `${line.slice(0, SHORT)}…` : line;
  return text ? `\`${short}\`` : phrase("proof.nothing");
};

const nameOf = ({ kind, op, of }, [got, expected]) => {
  if (kind === "compared" && op !== "==") return "compared.otherwise";
  if (kind === "compared" && of) return "compared.of";
  if (!OF_LINES.includes(kind)) return kind;
  if (got === undefined) return `${kind}.missing`;
  return expected === undefined ? `${kind}.extra` : kind;
};

export const found = ({ found: told }) => {
  const { kind, asserted, of } = told;
  const pair = [told.found ?? "", told.expected ?? ""];
  const differing = OF_LINES.includes(kind) ? difference(...pair) : pair;
  const [got = "", expected = ""] = differing;
  const name = `proof.found.${nameOf(told, differing)}`;
  const text = phrase(name, {
    found: kind === "failed" ? got : coded(got),
    expected: coded(expected),
    asserted: coded(asserted ?? ""),
    of: coded(of ?? ""),
  });
  return ["→ ", ...withCode(text)];
};
