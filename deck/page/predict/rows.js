// The lines of a prediction and of what was printed, each with its mark, and what is said of all.
import { heardOf } from "../block/printed.js";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";

const BEFORE = 2; // lines that are seen before the first that is wrong
const LABELS = ["predicted", "printed", "missed", "extra"];
// What is said of a line, and the labels of the texts that it has.
const SAID = {
  right: [],
  other: ["predicted", "printed"],
  missed: ["missed"],
  extra: ["extra"],
};

const labelOf = (name) => phrase(`predict.label.${name}`);

// The texts of a row with their labels.
const texts = ([kind, predicted, printed]) =>
  SAID[kind].map((name) => {
    const text = ["predicted", "extra"].includes(name) ? predicted : printed;
    return [labelOf(name), text || phrase("predict.blank")];
  });

const markOf = (isRight) => {
  const mark = element("span", "mark", isRight ? "✓" : "✗");
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", phrase(isRight ? "predict.right" : "predict.wrong"));
  return mark;
};

// One line for each text: the sum of lines is how high a box is.
const judged = (row, width) => {
  const [kind, , printed] = row;
  const isRight = kind === "right";
  const lines = texts(row).flatMap(([label, text]) => [
    element("span", "label", label.padEnd(width)),
    `${text}\n`,
  ]);
  const rest = isRight ? [`${printed}\n`] : lines;
  return element("span", `row ${kind}`, markOf(isRight), " ", ...rest);
};

// `colour` gives what is typed at a prompt its colours.
export const rowsOf = (rows, colour) => {
  const width = Math.max(...LABELS.map((name) => labelOf(name).length)) + 1;
  return rows.map((row) => {
    const [kind, , text] = row;
    if (Object.hasOwn(SAID, kind)) return judged(row, width);
    const isTyped = kind === "typed";
    return element(
      "span",
      isTyped ? "row" : "row stderr",
      isTyped ? colour(text, "pycon") : text,
      "\n",
    );
  });
};

export const isWrong = (rows) => rows.some(([kind]) => SAID[kind]?.length);

// What is right may be longer than the box.
export const scrollToWrong = (box) => {
  const row = box.querySelector(".other, .missed, .extra");
  if (!row) return;
  const line = Number.parseFloat(box.style.lineHeight);
  box.scrollTop = row.offsetTop - box.offsetTop - BEFORE * line;
};

// What is heard is what is not right.
export const heardOfRows = (rows) => {
  const wrong = rows.filter(([kind]) => kind !== "right" && Object.hasOwn(SAID, kind));
  const told = wrong.map((row) =>
    texts(row)
      .map((parts) => parts.join(" "))
      .join(", "),
  );
  return heardOf(told.join("\n"));
};

const scoreOf = (rows) => {
  const count = (...kinds) => rows.filter(([kind]) => kinds.includes(kind)).length;
  const [right, extra] = [count("right"), count("extra")];
  const all = right + count("other", "missed");
  if (!all && extra) return phrase("predict.none.extra", { count: extra }, extra);
  if (!all) return phrase("predict.none");
  const said = phrase(
    right === all && !extra ? "predict.all" : "predict.some",
    { right, all },
    right,
  );
  return extra ? phrase("predict.extra", { said, count: extra }) : said;
};

// How many lines are right, and the line of the code that raised, if one did.
export const sentenceOf = (rows, line, isAnyOrder) => {
  const score = scoreOf(rows);
  const said = isAnyOrder ? phrase("predict.any.order", { said: score }) : score;
  return line ? phrase("predict.failed", { said, line }) : said;
};
