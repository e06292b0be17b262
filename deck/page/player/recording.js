// Reads what was recorded of a block: its trace and its diagram.
import { PROMPT } from "../block/prompt.js";
import { phrase } from "../words.js";

export const readRecording = async (block) => {
  const letters = atob(traces[block.dataset.name]);
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  // Of the deck's own text, which may have been edited before.
  const { source } = block.runnable ?? {};
  return makeRecording(JSON.parse(await new Response(stream).text()), block, source);
};

// How deep a line is, after the prompt of a session if it has one; -1 where it is blank.
const depthOf = (line) => line.replace(PROMPT, "    ").search(/\S/);

export const makeRecording = ({ trace, diagram }, block, given) => {
  const pre = block.querySelector("pre");
  const source = given ?? pre.textContent;
  const { run: language, context, origins = "" } = block.dataset;
  const texts = { block: source.split("\n"), context: context.split("\n") };
  const codes = [{ isBlock: true, first: 1, text: source }];
  const slides = origins.split(" ").map((origin) => origin.split(":").map(Number));

  // The code that a frame runs: the block, or what a slide before it defines; none of a library.
  const codeOf = (place, lines) => {
    if (place !== "context" || !lines) return place === "block" ? codes[0] : undefined;
    const [first, last] = lines;
    const known = codes.find((code) => !code.isBlock && code.first === first);
    if (known) return known;
    const text = texts.context.slice(first - 1, last).join("\n");
    const [, slide] = slides.findLast(([line]) => line <= first) ?? [];
    return codes[codes.push({ first, text, slide }) - 1];
  };

  const isSession = language === "pycon";
  const module = isSession ? "session" : "program";
  const frames = trace.frames.map(([name, kind, place, lines]) => {
    const isModule = kind === "module";
    const told = isModule ? { name: phrase(`frame.${module}`), kind: module } : { name, kind };
    return { ...told, place, code: codeOf(place, lines) };
  });
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
  const turns = trace.turns.map((number) => steps[number]);
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
  // While a library runs, the code is that of who has called it.
  const shownFrame = (step) => {
    let card = cardOf(step, where(step));
    while (card && !frames[card.frame].code) card = cardOf(step, card.parent);
    return card?.frame;
  };

  // Whether a line is of the suite that another one heads, which is deeper to its end.
  const isInSuite = (step, head) => {
    const lines = texts[frames[where(head)].place];
    const [first, last] = [head, step].map((one) => cardOf(one, where(one)).at[0]);
    const [depth, ...depths] = lines.slice(first - 1, last).map(depthOf);
    return depths.length > 0 && depths.every((one) => one < 0 || one > depth);
  };

  // The line that heads the suite in which a step is.
  const headOf = (step) => {
    const lines = texts[frames[where(step)].place];
    const rank = cardOf(step, where(step)).at[0] - 1;
    const isOuter = (line) => depthOf(line) >= 0 && depthOf(line) < depthOf(lines[rank]);
    return lines.slice(0, rank).findLast(isOuter)?.replace(PROMPT, "").trim() ?? "";
  };

  return {
    pre,
    isInSuite,
    headOf,
    isSession,
    frames,
    codes,
    shownFrame,
    diagram,
    isCutAfter: (step) => !trace.complete && [steps, events].some((one) => one.at(-1) === step),
    // From finer to finer, then the coarsest, where there is one.
    grains: { events, lines: steps, ...(turns.length && { turns }) },
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
