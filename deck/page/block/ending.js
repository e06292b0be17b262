// Say in one line how a run, or a recording, has ended.
import { phrase } from "../words.js";

const KINDS = ["class", "coroutine", "function", "name"];

const listed = (told) => {
  const [some, last] = [told.slice(0, -1).join(", "), told.at(-1)];
  return some ? phrase("defined.both", { some, last }) : last;
};

const defines = (names) => {
  const own = names.filter(([kind]) => KINDS.includes(kind));
  const told = own.map(([kind, name]) => phrase(`defined.${kind}`, { name }));
  return told.length ? phrase("run.defines", { names: listed(told) }) : phrase("run.silent");
};

export const ending = ({ failed, stopped, line, defined }, isEmpty) => {
  if (failed || stopped) {
    return failed ?? phrase("run.stopped");
  }
  if (line) {
    return phrase("run.failed", { line });
  }
  return isEmpty ? defines(defined ?? []) : phrase("output");
};

// Say why there is nothing to step through.
export const refusal = ({ failed, stopped, error, line }) => {
  if (failed || stopped) {
    return failed ?? phrase("record.stopped");
  }
  if (error) {
    return line ? phrase("record.failed", { line }) : phrase("record.error");
  }
  return phrase("record.silent");
};
