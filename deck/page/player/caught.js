// Whether an exception is caught where it has come to.

// What Python takes for false, as it is shown.
const FALSE = ["None", "False", "0", "''", "[]", "()", "{}"];
const isExit = (name) => /(?:^|\.)__a?exit__$/.test(name);

// What that frame does after it, once it has left each `with` around it.
const doneBy = (step, { grains: { lines }, textAt, cardOf }) => {
  const own = lines.slice(lines.indexOf(step) + 1).filter(({ source }) => source === step.target);
  const lineOf = (one) => cardOf(one, step.target)?.at?.[0];
  const leaves = (one) =>
    one.event === "line" && /^(?:async )?with\b/.test(textAt(one)) && lineOf(one) < lineOf(step);
  const first = own.findIndex((one) => !leaves(one));
  return { isLeaving: first !== 0 && own.length > 0, own: first < 0 ? [] : own.slice(first) };
};

// Whether what runs next is a handler: a line under one of the `except` that it looks at.
const isHandled = (own, { textAt, isInSuite }) => {
  let head;
  for (const next of own) {
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

// The name of what is said of it, if it is caught. A `finally` that does not leave may let it go on.
export const catcher = (step, recording) => {
  const { isLeaving, own } = doneBy(step, recording);
  if (isHandled(own, recording)) return "caught";
  if (!goesOn(step, recording)) return "";
  const { textAt, headOf } = recording;
  const next = own.find((one) => one.event !== "line" || !/^except\b/.test(textAt(one)));
  const isFinally = next?.event === "line" && headOf(next) === "finally:";
  const isLeft = next?.event === "line" && /^(?:return|break|continue)\b/.test(textAt(next));
  if (isLeaving && !isFinally) return "caught.with";
  if (isLeft) return "caught.finally";
  return isFinally ? "" : "caught";
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
