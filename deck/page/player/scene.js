// Draws one step of a recording: code, stack, what is set aside, the value that moves, output.
import "./scene.css";
import "./stack.css";
import { phrase } from "../words.js";
import { makeChip } from "./chip.js";
import { makeCode } from "./code.js";
import { element, withCode, withoutMarks } from "./elements.js";
import { icon } from "./icons.js";
import { makePrinted } from "./printed.js";
import { AWAITING, linkWord, sentence, stateWord } from "./sentences.js";

// The longest sentence has two lines above so many letters.
const LONG = 76;
// So many cards, and no more, have room.
const [SHOWN_CARDS, SHOWN_ASIDE, DENSE] = [6, 6, 6];
// So many have room for code of two lines, which has more letters than one line takes.
const [ROOMY, LONG_CODE] = [4, 16];

// It goes on below after what ends a part of it.
const parted = (text, end) => text.split(end).flatMap((part) => [part, element("wbr", "")]);

export const makeScene = (recording, steps) => {
  const said = element("p", "sentence");
  const stack = element("div", "stack");
  const aside = element("div", "aside");
  const cards = new Map();
  const { chip, draw: drawChip, place } = makeChip(stack, cards, recording);
  // What was measured is measured again where it is laid out anew: a phone is turned, a style comes.
  // In the next frame, as it changes the size of the chip, which is among them.
  const layout = new ResizeObserver(() => requestAnimationFrame(() => settle()));
  for (const measured of [stack, chip]) layout.observe(measured);
  const printed = makePrinted(recording, stack, layout);
  const code = makeCode(recording, layout);
  const left = element("div", "left", code.root, printed.root);
  const root = element("div", "scene", left, stack, aside, chip);
  root.style.setProperty("--columns", code.columns);
  // What is largest in all the steps gives each its size: nothing jumps from one to the next.
  const most = (of) => Math.max(...recording.grains.lines.map(of));
  const highest = Math.min(
    SHOWN_CARDS,
    most(({ stack: some }) => some.length),
  );
  stack.style.setProperty("--cards", highest);
  stack.classList.toggle("dense", highest >= DENSE);
  stack.classList.toggle("roomy", highest <= ROOMY);
  aside.hidden = !most(({ aside: some }) => some.length);
  const lengths = steps.map((step) => withoutMarks(sentence(step, recording)).length);
  const longest = Math.max(...lengths);
  said.style.setProperty("--letters", longest);
  said.classList.toggle("long", longest > LONG);

  const cardElement = (frame) => {
    if (!cards.has(frame)) {
      const name = element("b", "", ...parted(recording.name(frame), /(?<=_)(?!_)/));
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
    const [code, text] = [drawn.querySelector(".at"), recording.textOf(card)];
    const isLong = text.length > LONG_CODE;
    if (code.textContent !== text) {
      code.replaceChildren(...(isLong ? parted(text, /(?<=[ (,._])(?!_)/) : [text]));
    }
    code.classList.toggle("long", isLong);
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
  };

  const drawAside = (step) => {
    const columns = new Map();
    for (const card of step.aside) {
      const outer = AWAITING.includes(card.link) && columns.get(card.parent);
      const column = outer || element("div", "chain");
      column.append(drawCard(card));
      columns.set(card.frame, column);
    }
    const chains = [...new Set(columns.values())];
    let room = SHOWN_ASIDE;
    const folded = chains.filter((chain, rank) => {
      room -= chain.childElementCount;
      return rank && room < 0;
    });
    const more = folded.length;
    folded.forEach((chain) => chain.classList.add("folded"));
    aside.replaceChildren(...chains);
    if (more) aside.append(element("p", "more", phrase("player.aside.more", { count: more })));
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
    printed.settle();
    return place();
  };

  const draw = (step, moving) => {
    const before = moving && places();
    said.replaceChildren(...withCode(sentence(step, recording)));
    printed.draw(step);
    drawStack(step);
    drawAside(step);
    code.draw(step);
    drawChip(step);
    const fall = settle();
    if (moving) animate(before, fall);
  };

  return { said, root, draw };
};
