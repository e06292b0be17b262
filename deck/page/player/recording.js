// Reads what was recorded of a block: its trace and its diagram.
import { phrase } from "../words.js";

export const readRecording = async (block) => {
  const letters = atob(traces[block.dataset.name]);
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return makeRecording(JSON.parse(await new Response(stream).text()), block);
};

export const makeRecording = ({ trace, diagram }, block) => {
  const pre = block.querySelector("pre");
  const { run: language, context } = block.dataset;
  const texts = { block: pre.textContent.split("\n"), context: context.split("\n") };
  const isSession = language === "pycon";
  const module = isSession ? "session" : "program";
  const frames = trace.frames.map(([name, kind, place]) =>
    kind === "module"
      ? { name: phrase(`frame.${module}`), kind: module, place }
      : { name, kind, place },
  );
  const cards = trace.cards.map(([frame, state, link, parent, at]) => {
    return { frame, state, link, parent, at };
  });
  const steps = trace.steps.map(([event, source, target, value, stack, aside, output]) => ({
    event,
    source,
    target,
    value,
    stack: stack.map((number) => cards[number]),
    aside: aside.map((number) => cards[number]),
    output,
  }));
  const events = steps.filter((step) => step.event !== "line");
  const output = Array.from(trace.output);

  // Spans count characters; JavaScript's own indices count halves of some.
  const textOf = (card) => {
    const lines = card?.at && texts[frames[card.frame].place];
    if (!lines) return "";
    const [first, start, last, end] = card.at;
    const text = Array.from(lines[first - 1]);
    const more = first < last ? " …" : "";
    return text.slice(start, more ? undefined : end).join("") + more;
  };
  const where = (step) =>
    trace.events[step.event][1] === "target" && step.target !== null ? step.target : step.source;
  const cardOf = (step, frame) =>
    [...step.stack, ...step.aside].find((card) => card.frame === frame);

  return {
    pre,
    isSession,
    frames,
    diagram,
    isCutAfter: (step) => !trace.complete && [steps, events].some((one) => one.at(-1) === step),
    grains: { events, lines: steps },
    sends: events.some(({ event }) => event === "send"),
    name: (frame) => frames[frame].name,
    where,
    way: (step) => trace.events[step.event][0],
    cardOf,
    textOf,
    textAt: (step) => textOf(cardOf(step, where(step))),
    printed: (step) => output.slice(0, step.output).join(""),
  };
};
