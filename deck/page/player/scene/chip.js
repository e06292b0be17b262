// The value that moves, between the card that it leaves and the card that it comes to.
import "./chip.css";
import { element } from "../../browser/elements.js";
import { movingWord } from "../sentences.js";

// In pixels: where the word that links two cards begins, and a letter of it.
const [LINK, LETTER] = [46, 12.7];
const middle = (card) => card.offsetTop + card.offsetHeight / 2;
const bottom = (card) => card.offsetTop + card.offsetHeight;

export const makeChip = (stack, cards, recording) => {
  const chip = element("div", "chip");
  let place = () => 0;

  const draw = (step) => {
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
    place = () => {
      const [start, end] = [seen(from), seen(moves ? to : from)];
      return start === end ? placeBeside(start) : placeBetween(start, end);
    };
  };

  // What stands for a card where there is no room for all.
  const seen = (card) => (card.classList.contains("folded") ? stack.querySelector(".more") : card);

  // On the right of the word that links them; tell how far above or below it comes from.
  const placeBetween = (from, to) => {
    const [high, low] = middle(from) < middle(to) ? [from, to] : [to, from];
    const top = (bottom(high) + low.offsetTop) / 2;
    put(top, low, Math.max(8, stack.offsetWidth * 0.42 - 114));
    return middle(from) - top;
  };

  // What stays in a frame is in the gap below its card, or above where the stack is full.
  const placeBeside = (card) => {
    const gap = Math.max(chip.offsetHeight, parseFloat(getComputedStyle(stack).rowGap));
    const below = bottom(card) + gap / 2;
    const isRoom = below + chip.offsetHeight / 2 <= bottom(stack) || !card.previousElementSibling;
    const after = isRoom ? card.nextElementSibling : card;
    put(isRoom ? below : card.offsetTop - gap / 2, after, 16);
    return 0;
  };

  const put = (top, linked, right) => {
    const { link = "" } = linked?.dataset ?? {};
    const word = link && LINK + LETTER * link.length;
    chip.style.top = `${top}px`;
    chip.style.setProperty("--room", `${stack.offsetWidth + 12 - word}px`);
    const most = stack.offsetWidth - word - chip.offsetWidth;
    const end = stack.offsetLeft + stack.offsetWidth - Math.min(right, most);
    chip.style.left = `${end - chip.offsetWidth / 2}px`;
  };

  return { chip, draw, place: () => place() };
};
