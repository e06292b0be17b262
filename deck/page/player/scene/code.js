// The code of a step: that of the block or, while what another slide defines runs, that definition.
// All are in the same box and of the same size: nothing jumps from step to step.
import "./code.css";
import { colour } from "../../block/colour.js";
import { widthOf } from "../../block/width.js";
import { element, withCode } from "../../browser/elements.js";
import { phrase } from "../../words.js";
import { makeMarks } from "./marks.js";

const definitionBox = ({ text }) =>
  element("pre", "defined", element("code", "", colour(text, "python")));

// A definition makes the letters smaller than those of the block down to so many lines and columns;
// of more it is scrolled.
const [MOST_LINES, MOST_COLUMNS] = [12, 44];

export const makeCode = (recording, layout) => {
  const { codes, pre: block } = recording;
  const origin = element("p", "origin");
  const root = element("div", "code", origin);
  root.classList.toggle("several", codes.length > 1);
  const texts = codes.slice(1).map(({ text }) => text.split("\n"));
  const own = (name) => Number(block.style.getPropertyValue(name));
  const largest = (sizes, most) => Math.min(most, Math.max(0, ...sizes));
  const lengths = texts.map((all) => all.length);
  const lines = Math.max(own("--lines"), largest(lengths, MOST_LINES));
  const columns = Math.max(own("--columns"), largest(texts.flat().map(widthOf), MOST_COLUMNS));
  root.style.setProperty("--lines", lines);
  const boxes = new Map();
  let shown;

  const makeBox = (code) => {
    const box = code.isBlock ? block.cloneNode(true) : definitionBox(code);
    box.querySelector("code").classList.remove("wrong");
    for (const lit of box.querySelectorAll(".lit")) lit.remove();
    box.style.setProperty("--lines", lines);
    box.style.setProperty("--columns", columns);
    box.tabIndex = 0;
    layout.observe(box);
    return { box, marks: makeMarks(box, recording, code) };
  };

  const draw = (step) => {
    const frame = recording.shownFrame(step);
    const code = recording.frames[frame]?.code ?? codes[0];
    if (!boxes.has(code)) boxes.set(code, makeBox(code));
    const { box, marks } = boxes.get(code);
    if (shown?.box !== box) root.replaceChildren(origin, box);
    shown = { box, marks };
    const { slide } = code;
    const elsewhere = () => phrase("player.elsewhere", { name: recording.name(frame), slide });
    origin.replaceChildren(...withCode(slide ? elsewhere() : phrase("player.here")));
    marks.draw(step);
  };

  const settle = () => {
    shown?.marks.measure();
    shown?.marks.scroll();
  };

  return { root, columns, draw, settle, now: () => (shown ? [shown.marks.now] : []) };
};
