// The cards of what runs and waits: the stack, and what is set aside.
import "./stack.css";
import { element } from "../../browser/elements.js";
import { phrase } from "../../words.js";
import { icon } from "../icons.js";
import { AWAITING, linkWord, stateWord } from "../sentences.js";

// So many cards, and no more, have room.
const [SHOWN_CARDS, SHOWN_ASIDE, DENSE] = [6, 6, 6];
// So many have room for code of two lines, which has more letters than one line takes.
const [ROOMY, LONG_CODE] = [4, 16];

// It goes on below after what ends a part of it.
const parted = (text, end) => text.split(end).flatMap((part) => [part, element("wbr", "")]);

// Each card is observed from when it is made.
export const makeCards = (recording, observe) => {
  const stack = element("div", "stack");
  const aside = element("div", "aside");
  const cards = new Map();
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

  const cardElement = (frame) => {
    if (!cards.has(frame)) {
      const name = element("b", "", ...parted(recording.name(frame), /(?<=_)(?!_)/));
      const state = element("span", "state");
      const made = element("div", "card", name, state, element("code", "at"));
      made.dataset.frame = frame;
      observe(made);
      cards.set(frame, made);
    }
    return cards.get(frame);
  };

  const drawCode = (code, text) => {
    const isLong = text.length > LONG_CODE;
    if (code.textContent !== text) {
      code.replaceChildren(...(isLong ? parted(text, /(?<=[ (,._])(?!_)/) : [text]));
    }
    code.classList.toggle("long", isLong);
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
    drawCode(drawn.querySelector(".at"), recording.textOf(card));
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

  const draw = (step) => {
    drawStack(step);
    drawAside(step);
  };

  return { stack, aside, cards, draw };
};
