// What was found instead of what a proof expects, in the deck's language.
import { withCode } from "../player/elements.js";
import { phrase } from "../words.js";

const SHORT = 160; // characters

// A back quote would end the code in which it stands.
const coded = (text) => {
  const [line, ...others] = text.replaceAll("`", "ˋ").split("\n");
  const short = line.length > SHORT || others.length ? `${line.slice(0, SHORT)}…` : line;
  return text ? `\`${short}\`` : phrase("proof.nothing");
};

// What first differs of two texts of several lines.
const difference = (one, other) => {
  const [lines, others] = [one.split("\n"), other.split("\n")];
  const rank = Math.max(
    0,
    lines.findIndex((line, rank) => line !== others[rank]),
  );
  return [lines[rank] ?? "", others[rank] ?? ""];
};

export const found = ({ found: { kind, op, asserted, ...values } }) => {
  const isOther = kind === "compared" && op !== "==";
  const pair = [values.found ?? "", values.expected ?? ""];
  const [got, expected] = kind === "output" ? difference(...pair) : pair;
  const name = `proof.found.${kind}${isOther ? ".otherwise" : ""}`;
  const text = phrase(name, {
    found: kind === "failed" ? got : coded(got),
    expected: coded(expected),
    asserted: coded(asserted ?? ""),
  });
  return ["→ ", ...withCode(text)];
};
