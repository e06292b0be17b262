// What a program's Python answers may be forged by that program: each part is read against its
// form, and what has another is left out.
import { KINDS } from "./kinds.js";

const TEXT_LIMIT = 4_000_000; // characters; 1,500 steps and their diagram have half as many
const STEPS = 2_000; // and of each step fewer cards
const SHAPES = 20_000; // of their arrows, lanes and bars
const CARDS = 20_000;
const WAYS = ["up", "down", ""];
const STATES = "created running waiting suspended returned raised closed".split(" ");
const PLACES = ["block", "context", "library"];
const ROWS = "right other missed extra typed told".split(" ");

const isText = (most) => (value) => typeof value === "string" && value.length <= most;
const isBoolean = (value) => typeof value === "boolean";
const isOneOf = (names) => (value) => names.includes(value);
const isNumber = (least, most) => (value) =>
  Number.isInteger(value) && least <= value && value <= most;
const isIndexOf = (list) => isNumber(0, list.length - 1);
const isMaybe = (is) => (value) => value === null || is(value);
const isList =
  (is, most = STEPS) =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every((one) => is(one));
const isRow =
  (...all) =>
  (value) =>
    Array.isArray(value) && value.length === all.length && all.every((is, rank) => is(value[rank]));
const isRecord = (parts) => (value) =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(parts).every(([name, is]) => Object.hasOwn(value, name) && is(value[name]));

const word = isText(1_000);
const size = isNumber(0, 1_000_000);

// A span stands in one of the texts; a card and a step speak of frames and cards that there are.
const isTrace = (trace, texts) => {
  const lines = texts.flatMap((text) => text.split("\n"));
  const line = isNumber(1, lines.length);
  const column = isNumber(0, Math.max(...lines.map((one) => one.length)));
  const isFrame = isRow(word, word, isOneOf(PLACES), isMaybe(isRow(line, line)));
  const { frames, cards } = Object(trace);
  const events = Object(Object(trace).events);
  const isEvents = isList(isRow(isOneOf(WAYS), isOneOf(["source", "target"])));
  if (!isEvents(Object.values(events)) || !isList(isFrame)(frames)) {
    return false;
  }
  if (!Array.isArray(cards) || cards.length > CARDS) {
    return false;
  }
  const frame = isIndexOf(frames);
  const span = isRow(line, column, line, column);
  const card = isIndexOf(cards);
  const step = isRow(
    isOneOf(Object.keys(events)),
    isMaybe(frame),
    isMaybe(frame),
    word,
    isList(card),
    isList(card),
    size,
  );
  const parts = {
    cards: (all) => all.every(isRow(frame, isOneOf(STATES), word, isMaybe(frame), isMaybe(span))),
    steps: isList(step),
    output: isText(TEXT_LIMIT),
    complete: isBoolean,
    turns: (value) => isList(isIndexOf(trace.steps))(value),
  };
  return isRecord(parts)(trace) && trace.steps.some(([event]) => event !== "line");
};

const isDiagram = isRecord({
  svg: isRecord({ "aria-label": isText(TEXT_LIMIT), viewBox: word, width: word, height: word }),
  shapes: isList(isRow(isOneOf(["path", "rect", "text"]), isRecord({}), word), SHAPES),
});

const isFound = (found) =>
  isRecord({ kind: isOneOf(KINDS) })(found) &&
  ["found", "expected", "asserted", "op", "of"].every((name) => isMaybe(word)(found[name] ?? null));

const isProof = (proof) =>
  isRecord({
    holds: isBoolean,
    claims: isList(isRecord({ slide: size, text: isText(TEXT_LIMIT), note: isBoolean })),
  })(proof) &&
  ["block", "test", "says", "source"].every((name) =>
    isMaybe(isText(TEXT_LIMIT))(proof[name] ?? null),
  ) &&
  (proof.holds || isFound(proof.found));

const isEdit = isRecord({
  source: isText(TEXT_LIMIT),
  line: size,
  before: isText(TEXT_LIMIT),
  after: isText(TEXT_LIMIT),
  operator: word,
});

const parsed = (text) => {
  try {
    return text.length > TEXT_LIMIT ? {} : Object(JSON.parse(text));
  } catch {
    return {};
  }
};

const readComparison = ({ rows }) => {
  const isRows = isList(isRow(isOneOf(ROWS), isText(TEXT_LIMIT), isText(TEXT_LIMIT)));
  return isRows(rows) ? { rows } : {};
};

export const readAnswer = (text, { act, context = "", source = "" }) => {
  if (act === "compare") return readComparison(parsed(text));
  const { line, defined, error, trace, diagram, python, proofs, untried, edits, tampered } =
    parsed(text);
  const answer = {};
  if (isNumber(1, source.split("\n").length)(line)) {
    answer.line = line;
  }
  if (act === "run" && isList(isRow(word, word))(defined)) {
    answer.defined = defined.filter(([, name]) => source.includes(name));
  }
  if (act === "prove" && isList(isProof)(proofs) && word(python) && size(untried)) {
    Object.assign(answer, { python, proofs, untried, tampered: tampered === true });
  }
  if (act === "edits" && isList(isEdit)(edits)) {
    answer.edits = edits;
  }
  if (act === "record" && isTrace(trace, [context, source]) && isDiagram(diagram)) {
    Object.assign(answer, { trace, diagram });
  } else if (act === "record" && isText(TEXT_LIMIT)(error)) {
    answer.error = error;
  }
  return answer;
};
