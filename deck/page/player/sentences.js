// Sentences for the steps of a trace; code is between back quotes.
import { phrase } from "../words.js";

// What stands before the value that moves; the others are words of the code.
const MOVING = { start: "move.start", resume: "move.resume" };
const BARE = ["raise", "throw"];
// These have words of their own, whatever they are of.
const PLAIN = ["create", "send", "resume", "throw", "close", "yield"];
const CARRYING = ["send", "yield", "return"];

export const stateWord = (state, kind) => phrase(`state.${state}`, {}, kind);

export const linkWord = (link) => (link === "call" ? phrase("link.call") : link);

export const movingWord = (event) => {
  if (BARE.includes(event)) return "";
  return Object.hasOwn(MOVING, event) ? phrase(MOVING[event]) : event;
};

export const sentence = (step, recording) => {
  const name = (frame) => (frame === null ? "" : `\`${recording.name(frame)}\``);
  const { value } = step;
  const kind = step.target === null ? "" : recording.frames[step.target].kind;
  const [from, to, at] = [name(step.source), name(step.target), recording.textAt(step)];
  const told = phrase(
    nameOf(step, { from, to, at, kind }, recording),
    { from, to, at, value },
    kind,
  );
  const carried = value && to && CARRYING.includes(step.event);
  const more = carried ? phrase("step.value", { value }) : "";
  return told + more + (recording.isCutAfter(step) ? phrase("step.cut") : "");
};

// The name of the words that tell a step.
const nameOf = (step, { from, to, at, kind }, recording) => {
  const { event, value, target } = step;
  const whole = recording.isSession ? "session" : "program";
  if (PLAIN.includes(event)) return `step.${event}`;
  if (event === "start") {
    const link = recording.cardOf(step, target)?.link;
    return `step.${[kind, link].find((one) => STARTS.includes(one)) ?? "start"}`;
  }
  if (event === "return") return to ? "step.return" : `step.end.${whole}`;
  if (event !== "raise") return "step.line";
  if (!to) return `step.uncaught.${whole}`;
  if (from !== to) return "step.raise.up";
  const sent = value.startsWith("StopIteration") && at.includes("send(");
  return sent ? "step.raise.send" : "step.raise";
};

const STARTS = ["session", "program", "call", "await"];
