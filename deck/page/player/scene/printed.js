// What a recording has printed so far: under its code and, once all is printed, of more lines than
// have room there, below the cards that are left, in columns as those of a run are.
import { lettersFor } from "../../block/letters.js";
import { element } from "../../browser/elements.js";
import { phrase } from "../../words.js";

// So many lines have room at all steps.
const LEAST = 3;
const EDGES = 16; // pixels, above and below them

const isEnd = ({ event, target }) => target === null && ["return", "raise"].includes(event);

export const makePrinted = (recording, stack, layout) => {
  const text = element("pre", "");
  const output = element("figure", "printed", element("figcaption", "", phrase("output")), text);
  const usual = element("div", "place", output);
  const rows = recording.printed(recording.grains.lines.at(-1)).split("\n").length - 1;
  let isLast = false;
  text.tabIndex = 0;
  usual.hidden = !rows;
  usual.style.setProperty("--least", Math.min(LEAST, rows));
  usual.style.setProperty("--most", rows);
  for (const measured of [usual, text]) layout.observe(measured);

  const moveTo = (place) => {
    if (output.parentElement === place) return;
    const hasFocus = document.activeElement === text;
    place.append(output);
    if (hasFocus) text.focus({ preventScroll: true });
  };

  const draw = (step) => {
    moveTo(usual);
    isLast = isEnd(step);
    text.textContent = recording.printed(step);
  };

  // No line is cut in half.
  const fit = () => {
    const style = getComputedStyle(text);
    const number = (name) => parseFloat(style.getPropertyValue(name));
    const size = number("font-size");
    const room = {
      width: text.clientWidth - 2 * number("padding-left"),
      height: output.offsetHeight - text.offsetTop - EDGES,
      letter: number("--letter"),
      leading: number("line-height") / size,
      most: size,
      least: size,
      isOne: output.parentElement === usual,
    };
    const { rows, columns } = lettersFor(text.textContent, room);
    text.style.setProperty("--rows", rows);
    text.style.columnCount = columns > 1 ? columns : "";
  };

  const isCut = () => text.scrollHeight > text.clientHeight + 1;

  const settle = () => {
    if (usual.hidden) return;
    fit();
    if (isLast && output.parentElement === usual && isCut()) {
      moveTo(stack);
      fit();
    }
    text.scrollTop = text.scrollHeight;
  };

  return { root: usual, draw, settle };
};
