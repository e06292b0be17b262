// Draws one step of a recording: code, stack, what is set aside, the value that moves, output.
import "./scene.css";
import "./stack.css";
import "./chip.css";
import { phrase } from "../words.js";
import { makeCode } from "./code.js";
import { element, withCode } from "./elements.js";
import { linkWord, movingWord, sentence, stateWord } from "./sentences.js";

const ICONS = {
  created: "M8 2.5a5.5 5.5 0 1 0 .01 0",
  running: "M4 2v12l9-6z",
  waiting: "M2 8h.01M8 8h.01M14 8h.01",
  suspended: "M5 3v10M11 3v10",
  returned: "M2.5 8.5l4 4 7-9",
  raised: "M3 3l10 10M13 3L3 13",
  closed: "M3 3h10v10H3z",
};
const [SHOWN_CARDS, SHOWN_ASIDE, DENSE] = [6, 3, 6];
// The width of the word that links two cards.
const WORD = 100;

const icon = (state) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
  path.setAttribute("d", ICONS[state]);
  return svg;
};

export const makeScene = (pre, recording) => {
  const said = element("p", "sentence");
  const stack = element("div", "stack");
  const aside = element("div", "aside");
  const chip = element("div", "chip");
  const printed = element("pre", "");
  const output = element("figure", "printed", element("figcaption", "", phrase("output")), printed);
  const cards = new Map();
  let place = () => 0;
  // What was measured is measured again where it is laid out anew: a phone is turned, a style comes.
  // In the next frame, as it changes the size of the chip, which is among them.
  const layout = new ResizeObserver(() => requestAnimationFrame(() => settle()));
  for (const measured of [stack, printed, chip]) layout.observe(measured);
  printed.tabIndex = 0;
  const code = makeCode(pre, recording, layout);
  const left = element("div", "left", code.root, output);
  const root = element("div", "scene", left, stack, aside, chip);
  root.style.setProperty("--columns", code.columns);
  const rows = recording.printed(recording.grains.lines.at(-1)).split("\n").length - 1;
  output.style.setProperty("--rows", Math.min(3, rows));
  output.hidden = !rows;

  const cardElement = (frame) => {
    if (!cards.has(frame)) {
      // A long name goes on below, after an underscore.
      const parts = recording.name(frame).split(/(?<=_)(?!_)/);
      const name = element("b", "", ...parts.flatMap((part) => [part, element("wbr", "")]));
      const state = element("span", "state");
      const made = element("div", "card", name, state, element("code", "at"));
      made.dataset.frame = frame;
      layout.observe(made);
      cards.set(frame, made);
    }
    return cards.get(frame);
  };

  const drawCard = (card, entered = "") => {
    const drawn = cardElement(card.frame);
    const { kind, place } = recording.frames[card.frame];
    const word = stateWord(card.state, kind, entered);
    if (drawn.dataset.word !== word) {
      drawn.querySelector(".state").replaceChildren(icon(card.state), ` ${word}`);
    }
    drawn.dataset.word = word;
    drawn.dataset.state = card.state;
    drawn.dataset.link = card.parent === null ? "" : linkWord(card.link);
    drawn.classList.toggle("elsewhere", place !== "block");
    drawn.querySelector(".at").textContent = recording.textOf(card);
    drawn.classList.remove("folded");
    return drawn;
  };

  const drawStack = (step) => {
    const drawn = step.stack.map((card, rank) => drawCard(card, step.stack[rank + 1]?.link));
    const here = recording.where(step);
    for (const [frame, card] of cards) card.classList.toggle("here", frame === here);
    const folded = drawn.length > SHOWN_CARDS ? drawn.slice(2, drawn.length - SHOWN_CARDS + 3) : [];
    folded.forEach((card) => card.classList.add("folded"));
    const more = element("p", "more", phrase("player.more", { count: folded.length }));
    drawn.splice(2, 0, ...(folded.length ? [more] : []));
    stack.replaceChildren(...drawn);
    stack.style.setProperty("--cards", drawn.length - folded.length);
    stack.classList.toggle("dense", drawn.length - folded.length >= DENSE);
  };

  const drawAside = (step) => {
    const columns = new Map();
    for (const card of step.aside) {
      const outer = ["await", "yield from"].includes(card.link) && columns.get(card.parent);
      const column = outer || element("div", "chain");
      column.append(drawCard(card));
      columns.set(card.frame, column);
    }
    const chains = [...new Set(columns.values())];
    const shown = chains.length > SHOWN_ASIDE ? SHOWN_ASIDE - 1 : SHOWN_ASIDE;
    const more = chains.length - shown;
    chains.slice(shown).forEach((chain) => chain.classList.add("folded"));
    aside.replaceChildren(...chains);
    if (more > 0) aside.append(element("p", "more", phrase("player.aside.more", { count: more })));
  };

  const drawChip = (step) => {
    const [from, to] = [cards.get(step.source), cards.get(step.target)];
    const way = recording.way(step);
    const moves = from && to && way;
    const ends = from && step.target === null && step.event === "raise";
    chip.hidden = !moves && !ends;
    place = () => 0;
    if (chip.hidden) return;
    chip.dataset.event = step.event;
    chip.dataset.way = from === to || ends ? "here" : way;
    const value = step.value && element("code", "", step.value);
    const word = movingWord(step.event);
    const isCall = step.event === "start" && step.value;
    chip.replaceChildren(...[isCall ? "" : word, value].filter(Boolean));
    chip.classList.toggle("long", step.value.length > 13);
    place = () => placeChip(from, moves ? to : from);
  };

  // Between two cards, or in one; tell how far above or below it is the card that it comes from.
  const placeChip = (from, to) => {
    const middle = (card) => card.offsetTop + card.offsetHeight / 2;
    const upper = [from, to].find((card) => card && !card.classList.contains("folded")) || stack;
    let top = upper.offsetTop + 24;
    if (from !== to) {
      const [high, low] = middle(from) < middle(to) ? [from, to] : [to, from];
      top = (high.offsetTop + high.offsetHeight + low.offsetTop) / 2;
    }
    chip.style.top = `${top}px`;
    chip.style.setProperty("--room", `${stack.offsetWidth - 84}px`);
    const usual = Math.max(8, stack.offsetWidth * 0.42 - 114);
    // A long one leaves the word on its left to be read.
    const isLong = stack.offsetWidth - usual - chip.offsetWidth < WORD;
    const right = chip.dataset.way === "here" ? 16 : isLong ? -12 : usual;
    const left = stack.offsetLeft + stack.offsetWidth - right - chip.offsetWidth / 2;
    chip.style.left = `${left}px`;
    return from === to ? 0 : middle(from) - top;
  };

  const places = () =>
    new Map(
      [...cards.values(), ...code.now()]
        .filter((one) => one.isConnected && one.offsetParent)
        .map((one) => [one, [one.offsetLeft, one.offsetTop]]),
    );

  const animate = (before, fall) => {
    const timing = { duration: 360, easing: "cubic-bezier(0.3, 0, 0.1, 1)" };
    for (const [one, [left, top]] of places()) {
      const [x, y] = before.get(one) ?? [left + 24, top];
      if (!before.has(one)) one.animate([{ opacity: 0 }, { opacity: 1 }], timing);
      if (x === left && y === top) continue;
      const moved = `translate(${x - left}px, ${y - top}px)`;
      one.animate([{ transform: moved }, { transform: "none" }], timing);
    }
    if (fall) {
      const start = `translate(-50%, calc(-50% + ${fall}px))`;
      chip.animate([{ transform: start }, { transform: "translate(-50%, -50%)" }], timing);
    }
  };

  // All that is measured, after all that is drawn: the browser lays it out once.
  const settle = () => {
    code.settle();
    printed.scrollTop = printed.scrollHeight;
    return place();
  };

  const draw = (step, moving) => {
    const before = moving && places();
    said.replaceChildren(...withCode(sentence(step, recording)));
    said.classList.toggle("long", said.textContent.length > 64);
    drawStack(step);
    drawAside(step);
    code.draw(step);
    drawChip(step);
    printed.textContent = recording.printed(step);
    const fall = settle();
    if (moving) animate(before, fall);
  };

  return { said, root, draw };
};
