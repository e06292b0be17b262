// Sentences for the steps of a trace; code is between back quotes.
import { phrase } from "../words.js";
import { catcher, suppressed } from "./caught.js";
import { headed } from "./heads.js";

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
  // A loop, or what takes from it, asks for a value by no `next` that is seen.
  const isAsked = entered === "next";
  const { outer } = values;
  return {
    ...{ step, recording, whole, kind, link, isAsked },
    ...{ state, at, textOf, outer, say },
  };
};

// Whether a frame calls another one of its name.
const isAgain = ({ source, target }, link, { name }) =>
  link === "call" && name(source) === name(target);

const start = ({ step, recording, whole, kind, link, outer, say }) => {
  if (step.source === null) return say(`start.${whole}`);
  if (step.value && isAgain(step, link, recording)) return say("start.again");
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
const resume = ({ state, link, isAsked, at, say }) => {
  if (state === "waiting") return say(isAsked ? "resume.asked" : "resume.through");
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
const suspend = ({ kind, link, isAsked, at, say }) => {
  const usual = kind === "coroutine" ? "await" : "yield";
  // Of a library there is no text; `async with` and `async for` await without the word.
  const [word = at ? "" : usual] = /\b(?:yield from|yield|await)\b/.exec(at) ?? [];
  if (isAsked) return say(word ? "yield.item" : "yield.item.unseen", { word });
  if (link === "close") return say("yield.closing", { word });
  if (RESUMING.includes(link)) return say(word ? "yield.out" : "yield.out.unseen", { word });
  if (!word) return say("yield.through.unseen");
  return say(word === "yield" ? "yield" : "yield.through", { word });
};

const end = ({ step, recording, whole, kind, link, isAsked, at, textOf, say }) => {
  const { target, value } = step;
  if (target === null) return say(`end.${whole}`);
  const error = suppressed(step, recording);
  if (error) return say("return.suppressing", { error });
  // Where a frame is at its end, a `return` without a value says no more than none at all.
  const hasResult = value !== "None" || at === "None";
  if (RESUMING.includes(link) && kind !== "async generator") {
    if (hasResult) return say("return.out");
    return say(isAsked ? "end.asked" : "end.out");
  }
  const [word] = /\b(?:yield from|await)\b/.exec(textOf(target)) ?? [];
  if (word && AWAITING.includes(link)) return say("return.await", { word });
  // A call of a class is worth its object, whatever the special method that it calls; and what
  // sets an attribute is called where no call is seen.
  const isSpecial = /\b__\w+__$/.test(recording.name(step.source));
  const isCall = link === "call" && !isSpecial && !/\w$/.test(textOf(target));
  if (!hasResult) return say(isCall ? "end.call" : "end");
  return say(isAgain(step, link, recording) ? "return.again" : "return");
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

const raise = ({ step, recording, whole, kind, at, textOf, say }) => {
  const { source, target, value } = step;
  const [, result] = /^StopIteration\((.*)\)$/.exec(value) ?? [];
  if (target === null) return say(`uncaught.${whole}`);
  // Of a library, nothing but what awaits is shown, and none of its text.
  const isAwait = at ? /^await\b/.test(at) : /coroutine|async/.test(kind);
  if (source === target && result !== undefined && isAwait) {
    return say("raise.awaited", { value: result || "None" });
  }
  const caught = caughtBy(step, recording);
  const isEnd = /^Stop(?:Async)?Iteration\b/.test(value);
  const [, word] = /\b(a?send|a?next|__a?next__)\(/.exec(textOf(target)) ?? [];
  if (source !== target) {
    if (isEnd && !word && /__a?next__$/.test(recording.name(source))) return say("raise.over.up");
    return say(at === "raise" ? "raise.again" : "raise.up") + caught;
  }
  if (!isEnd || at.startsWith("raise")) return say("raise") + caught;
  // A loop, or an `await`, which the program does not see raise.
  return word ? say("raise.out", { word }) + caught : say("raise.over");
};

const line = ({ step, recording, kind, at, say }) => {
  const [, name] = /^(?:async def|def|class) (\w+)/.exec(at) ?? [];
  const text = at.replace(/\s+#[^'"]*$/, "");
  if (!name) return say(headed(step, recording, text), { at: text });
  return say(kind === "class" && at.startsWith("class") ? "line.class" : "line.definition", {
    name,
  });
};

// Those that it awaits are closed before it, from the inmost one outwards.
const closedBy = ({ target, stack }) => {
  const cards = stack.slice(stack.findIndex(({ frame }) => frame === target));
  return cards.length > 1 ? cards.map(({ frame }) => frame).reverse() : [];
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
  close: ({ step, recording, state, say }) => {
    if (state === "created") return say("close.created");
    const [inmost, ...others] = closedBy(step);
    if (!inmost) return say("close");
    return others.reduce(
      (said, frame) => phrase("step.close.then", { said, name: recording.name(frame) }),
      say("close.through", { name: recording.name(inmost) }),
    );
  },
};
