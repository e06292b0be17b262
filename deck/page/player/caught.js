// Whether an exception is caught where it has come to.

// What Python takes for false, as it is shown.
const FALSE = ["None", "False", "0", "''", "[]", "()", "{}"];
const isExit = (name) => /(?:^|\.)__a?exit__$/.test(name);

// Whether what runs next in that frame is a handler: a line under one of the `except` that it looks at.
const isHandled = (step, { grains: { lines }, textAt, isInSuite }) => {
  let head;
  for (const next of lines.slice(lines.indexOf(step) + 1)) {
    if (next.source !== step.target) continue;
    if (next.event !== "line") return false;
    if (head && isInSuite(next, head)) return true;
    if (!/^except\b/.test(textAt(next))) return false;
    head = next;
  }
  return false;
};

// Where no line tells, whether that frame goes on: it neither raises it again, nor ends.
const goesOn = (step, { grains: { events }, name }) => {
  const later = events.slice(events.indexOf(step) + 1);
  const next = later.find(({ source }) => source === step.target);
  if (!next || next.event === "raise") return false;
  // What closes a context, and what is called in a `finally`, run although nothing is caught.
  const raised = later.find(({ event, source }) => event === "raise" && source === step.target);
  const goesUp = raised && raised.target !== step.target && raised.value === step.value;
  const closes = next.event === "start" && isExit(name(next.target));
  return !goesUp && !closes;
};

// The line at which that frame goes on is that of a `with`, which is left, or is in a `finally`.
const leaves = (step, { grains: { lines }, textAt }) => {
  const later = lines.slice(lines.indexOf(step) + 1);
  const next = later.find(({ source }) => source === step.target);
  if (next?.event !== "line") return "";
  const [, word] = /^(?:async )?(with)\b/.exec(textAt(next)) ?? [];
  return word ?? (/^(?:return|break|continue)\b/.test(textAt(next)) ? "finally" : "");
};

// The name of what is said of it, if it is caught.
export const catcher = (step, recording) => {
  if (isHandled(step, recording)) return "caught";
  if (!goesOn(step, recording)) return "";
  const by = leaves(step, recording);
  return by ? `caught.${by}` : "caught";
};

// The exception that what closes a context suppresses, as it returns what is true.
export const suppressed = (step, { grains: { events }, name }) => {
  if (!isExit(name(step.source)) || FALSE.includes(step.value)) return "";
  const before = events.slice(0, events.indexOf(step));
  const from = before.findLastIndex(
    ({ event, target }) => event === "start" && target === step.source,
  );
  const last = before
    .slice(0, from)
    .findLast(({ source, target }) => [source, target].includes(step.target));
  return last?.event === "raise" && last.target === step.target ? last.value : "";
};
