// Draws one step of a recording: code, stack, what is set aside, the value that moves, output.
import "./scene.css";
import { element, withCode, withoutMarks } from "../../browser/elements.js";
import { sentence } from "../sentences.js";
import { makeCards } from "./cards.js";
import { makeChip } from "./chip.js";
import { makeCode } from "./code.js";
import { moveFrom, moveUp, placesOf } from "./motion.js";
import { makePrinted } from "./printed.js";

// The longest sentence has two lines above so many letters.
const LONG = 76;

const makeSentence = (recording, steps) => {
  const said = element("p", "sentence");
  const lengths = steps.map((step) => withoutMarks(sentence(step, recording)).length);
  const longest = Math.max(...lengths);
  said.style.setProperty("--letters", longest);
  said.classList.toggle("long", longest > LONG);
  return said;
};

export const makeScene = (recording, steps) => {
  const said = makeSentence(recording, steps);
  // What was measured is measured again where it is laid out anew: a phone is turned, a style comes.
  // In the next frame, as it changes the size of the chip, which is among them.
  const layout = new ResizeObserver(() => requestAnimationFrame(() => settle()));
  const frames = makeCards(recording, (card) => layout.observe(card));
  const { stack, aside, cards } = frames;
  const { chip, draw: drawChip, place } = makeChip(stack, cards, recording);
  for (const measured of [stack, chip]) layout.observe(measured);
  const printed = makePrinted(recording, stack, layout);
  const code = makeCode(recording, layout);
  const left = element("div", "left", code.root, printed.root);
  const root = element("div", "scene", left, stack, aside, chip);
  root.style.setProperty("--columns", code.columns);

  const places = () => placesOf([...cards.values(), ...code.now()]);

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
    frames.draw(step);
    code.draw(step);
    drawChip(step);
    const fall = settle();
    if (!moving) return;
    moveFrom(before, places());
    if (fall) moveUp(chip, fall);
  };

  return { said, root, draw };
};
