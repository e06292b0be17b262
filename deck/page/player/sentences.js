// Sentences for the steps of a trace; code is between back quotes.
import { phrase } from "../words.js";
import { catcher, suppressed } from "./caught.js";

// What stands before the value that moves; the others are words of the code.
const MOVING = { start: "move.start", resume: "move.resume" };
const BARE = ["raise", "throw"];
// How a frame is entered by one that awaits it, and by one that resumes it from outside.
export const AWAITING = ["await", "yield from"];
const RESUMING = ["send", "throw", "next"];
// A call of `next`, which sends None: not one that is given what `next` returns.
const NEXT = /\b(?:next|__next__)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$/;

// A frame that waits awaits the one that it has `entered`, or has called it.
export const stateWord = (state, kind, entered) => {
  const isCalling = state === "waiting" && entered && !AWAITING.includes(entered);
  return phrase(isCalling ? "state.calling" : `state.${state}`, {}, kind);
};

export const linkWord = (link) => (link === "call" ? phrase("link.call") : link);

export const movingWord = (event) => {
  if (BARE.includes(event)) return "";
  return Object.hasOwn(MOVING, event) ? phrase(MOVING[event]) : event;
};

export const sentence = (step, recording) => {
  const told = closing(step, recording, (TELL[step.event] ?? line)(momentOf(step, recording)));
  const more = recording.isCutAfter(step) ? phrase("step.cut") : "";
  return told[0].toUpperCase() + told.slice(1) + more;
};

// A step, how its inner frame was entered, and what says so in the words of a name. `outer` is
// the expression at which the source is, and `at` that of the frame in which the step happens.
const momentOf = (step, recording) => {
  const { source, target, value } = step;
  const named = (form, frame) =>
    frame === null
      ? ""
      : phrase(`frame.${form}`, { name: recording.name(frame) }, recording.frames[frame].kind);
  const textOf = (frame) => recording.textOf(recording.cardOf(step, frame));
  const inner = recording.way(step) === "up" || target === null ? source : target;
  const { kind } = recording.frames[inner];
  const { link: entered = "", state } = recording.cardOf(step, inner) ?? {};
  const link = entered === "send" && NEXT.test(textOf(target)) ? "next" : entered;
  const at = recording.textAt(step);
  const values = {
    ...{ value, link, at, outer: textOf(source) },
    ...{ source: named("the", source), target: named("the", target) },
    ...{ of: named("of", source), to: named("to", target) },
  };
  const say = (name, more = {}) => phrase(`step.${name}`, { ...values, ...more }, kind);
  const whole = recording.isSession ? "session" : "program";
  return { step, recording, whole, kind, link, state, at, textOf, outer: values.outer, say };
};

const start = ({ step, recording, whole, kind, link, outer, say }) => {
  if (step.source === null) return say(`start.${whole}`);
  if (["call", "next"].includes(link)) return say(`start.${link}`);
  if (link !== "await") return say("start");
  const name = recording.name(step.target).split(".").at(-1);
  if (!outer || (name.startsWith("__") && name !== "__await__")) return say("start.unseen");
  if (name === "__await__") return say("start.method");
  if (kind !== "coroutine") return say("start");
  // `await two()` makes the coroutine that it awaits; `await coro` is given it.
  return say(outer.includes(`${name}(`) ? "start.made" : "start.await");
};

// What is sent goes through those that await, up to the `yield` that is worth it.
const resume = ({ state, link, at, say }) => {
  if (state === "waiting") return say("resume.through");
  if (link === "next") return say("resume.next");
  return say(/\byield\b(?! from)/.test(at) ? "resume.yield" : "resume");
};

const caughtBy = (step, recording) => {
  const name = catcher(step, recording);
  return name ? phrase(`step.${name}`) : "";
};

const enter = ({ step, recording, state, say }) => {
  if (state !== "running") return say(state === "waiting" ? "throw.through" : "throw");
  return say("throw.in") + caughtBy(step, recording);
};

// A coroutine has no `yield` of its own: what comes up goes through its `await`.
const suspend = ({ kind, link, at, say }) => {
  const usual = kind === "coroutine" ? "await" : "yield";
  const [word] = /\b(?:yield from|yield|await)\b/.exec(at) ?? [usual];
  if (kind === "async generator" && link === "next") return say("yield.item");
  if (link === "close") return say("yield.closing", { word });
  if (RESUMING.includes(link)) return say("yield.out", { word });
  return say(word === "yield" ? "yield" : "yield.through", { word });
};

const end = ({ step, recording, whole, kind, link, at, textOf, say }) => {
  const { target, value } = step;
  if (target === null) return say(`end.${whole}`);
  const error = suppressed(step, recording);
  if (error) return say("return.suppressing", { error });
  // Where a frame is at its end, a `return` without a value says no more than none at all.
  const hasResult = value !== "None" || at === "None";
  if (RESUMING.includes(link) && kind !== "async generator") {
    return say(hasResult ? "return.out" : "end.out");
  }
  const [word] = /\b(?:yield from|await)\b/.exec(textOf(target)) ?? [];
  if (word && AWAITING.includes(link)) return say("return.await", { word });
  // A call of a class is worth its object, whatever the special method that it calls.
  const isSpecial = /\b__\w+__$/.test(recording.name(step.source));
  if (!hasResult) return say(link === "call" && !isSpecial ? "end.call" : "end");
  return say("return");
};

// What nothing keeps any more is closed by Python: at the end of the program, or before the step.
const closing = ({ event, target, aside }, { name, frames }, told) => {
  const key = event === "return" && target === null ? "step.abandoned" : "step.closed";
  return aside
    .filter(({ frame, state }) => state === "closed" && frame !== target)
    .filter(({ link }) => ![...AWAITING, "close"].includes(link))
    .reduce(
      (said, { frame }) => phrase(key, { said, name: name(frame) }, frames[frame].kind),
      told,
    );
};

const raise = ({ step, recording, whole, at, say }) => {
  const { source, target, value } = step;
  const [, result] = /^StopIteration\((.*)\)$/.exec(value) ?? [];
  if (target === null) return say(`uncaught.${whole}`);
  if (source === target && result !== undefined && /^await\b/.test(at)) {
    return say("raise.awaited", { value: result || "None" });
  }
  const caught = caughtBy(step, recording);
  if (source !== target) return say(at === "raise" ? "raise.again" : "raise.up") + caught;
  const isEnd = /^Stop(?:Async)?Iteration\b/.test(value);
  if (!isEnd || at.startsWith("raise")) return say("raise") + caught;
  const [, word] = /\b(a?send|a?next|__a?next__)\(/.exec(at) ?? [];
  // A loop, or an `await`, which the program does not see raise.
  return word ? say("raise.out", { word }) + caught : say("raise.over");
};

const line = ({ kind, at, say }) => {
  const [, name] = /^(?:async def|def|class) (\w+)/.exec(at) ?? [];
  if (!name) return say("line", { at: at.replace(/\s+#[^'"]*$/, "") });
  return say(kind === "class" && at.startsWith("class") ? "line.class" : "line.definition", {
    name,
  });
};

const TELL = {
  start,
  resume,
  line,
  raise,
  throw: enter,
  yield: suspend,
  return: end,
  create: ({ at, state, say }) => {
    if (state === "closed" && at) return say("create.dropped");
    return say(at ? "create" : "create.unseen");
  },
  send: ({ at, say }) => say(NEXT.test(at) ? "send.next" : "send"),
  close: ({ state, say }) => say(state === "created" ? "close.created" : "close"),
};
