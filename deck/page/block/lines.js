// Bring the lines that a block lights up into sight where its code scrolls, and say which they are.
import { announce } from "../access/heard.js";
import { phrase } from "../words.js";

const marksOf = (code) => [
  ...([...code.querySelectorAll(".lit:not(.fragment), .lit.visible")].at(-1)?.children ?? []),
];

const bringToSight = (code) => {
  const rects = marksOf(code).map((mark) => mark.getBoundingClientRect());
  if (!rects.length) return;
  const box = code.parentElement;
  const { top, bottom, height } = box.getBoundingClientRect();
  const unit = box.offsetHeight / height;
  const above = Math.min(...rects.map((rect) => rect.top)) - top;
  const below = Math.max(...rects.map((rect) => rect.bottom)) - bottom;
  if (above < 0 || below > 0) box.scrollTop += unit * (above < 0 ? above : Math.min(above, below));
};

const say = (code) => {
  const marks = marksOf(code).map(({ dataset }) => dataset.lines.replace("-", phrase("lines.to")));
  const lines = marks.join(", ");
  const said = lines ? phrase("lines", { lines }, /\D/.test(lines) ? "" : 1) : phrase("lines.all");
  announce(said);
};

const onFragment = ({ fragment }) => {
  if (!fragment.matches(".lit") || fragment.closest(".stepping")) return;
  bringToSight(fragment.parentElement);
  say(fragment.parentElement);
};

const onSlide = () => {
  const firsts = Reveal.getCurrentSlide().querySelectorAll(".lit:not(.fragment)");
  for (const { parentElement: code } of firsts) bringToSight(code);
};

for (const name of ["fragmentshown", "fragmenthidden"]) Reveal.on(name, onFragment);
for (const name of ["ready", "slidechanged"]) Reveal.on(name, onSlide);
