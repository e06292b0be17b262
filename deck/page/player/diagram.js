// The sequence diagram of a recording, which follows its steps: the arrow of the step is marked and
// in sight, and each arrow leads to its own.
import "./diagram.css";
import { element, withoutMarks } from "../browser/elements.js";
import { makeDrawing } from "./drawing.js";
import { sentence } from "./sentences.js";

// A diagram shrinks so much, and no more, to be seen whole.
const SMALLEST = 0.75;
// Around what is pointed at, in units of the drawing: rows are close.
const [SIDE, ABOVE] = [5, 2];
const WAYS = { ArrowUp: -1, ArrowDown: 1 };

const makeRect = (attributes) => {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries(attributes)) rect.setAttribute(name, value);
  return rect;
};

export const makeDiagram = (recording, track, go) => {
  const root = element("div", "diagram");
  const all = recording.grains.lines;
  let drawn;
  let arrows = [];
  let current;

  const numberOf = (arrow) => Number(arrow.dataset.step);

  // In a coarser grain, the turn in which the arrow is.
  const goTo = (arrow) => {
    const rank = track.steps.findIndex((step) => all.indexOf(step) >= numberOf(arrow));
    go(rank < 0 ? track.steps.length - 1 : rank);
  };

  // Where it is on the screen is asked for once it is there.
  const draw = () => {
    drawn = makeDrawing(recording.diagram);
    root.append(drawn.svg);
    drawn.svg.setAttribute("role", "group");
    const { width } = drawn.svg.viewBox.baseVal;
    drawn.names.prepend(makeRect({ class: "ground", x: 0, y: -34, width, height: 68 }));
    arrows = drawn.arrows.filter((arrow) => all[numberOf(arrow)]);
    for (const arrow of arrows) {
      const { x, y, width: wide, height } = arrow.getBBox();
      const size = { width: wide + 2 * SIDE, height: height + 2 * ABOVE };
      arrow.prepend(makeRect({ class: "hit", x: x - SIDE, y: y - ABOVE, ...size, rx: 6 }));
      arrow.setAttribute("role", "button");
      arrow.setAttribute("tabindex", -1);
      const said = withoutMarks(sentence(all[numberOf(arrow)], recording));
      // Whoever speaks to the page says what is seen.
      arrow.setAttribute("aria-label", `${arrow.textContent}, ${said}`);
    }
    arrows[0]?.setAttribute("tabindex", 0);
    fit.observe(root);
  };

  // In pixels of the slide, which the window scales.
  const unit = () => {
    const { width, height } = drawn.svg.viewBox.baseVal;
    const box = drawn.svg.getBoundingClientRect();
    const scale = root.getBoundingClientRect().width / root.offsetWidth;
    return Math.min(box.width / width, box.height / height) / scale;
  };

  // The names of the lanes stay above what is scrolled under them.
  const holdNames = () =>
    drawn?.names.setAttribute("transform", `translate(0 ${root.scrollTop / unit()})`);

  const showCurrent = () => {
    if (!current || !root.clientHeight) return;
    const { x, y, width, height } = current.getBBox();
    root.scrollLeft = (x + width / 2) * unit() - root.clientWidth / 2;
    const middle = (y + height / 2) * unit();
    const { scrollTop: top, clientHeight: high } = root;
    if (middle < top + 0.25 * high || middle > top + 0.75 * high)
      root.scrollTop = middle - high / 2;
    holdNames();
  };

  const follow = (step) => {
    if (root.hidden) return;
    const number = all.indexOf(step);
    const next = arrows.findLast((arrow) => numberOf(arrow) <= number);
    const hadFocus = root.contains(document.activeElement);
    for (const arrow of [current, arrows[0]]) arrow?.setAttribute("tabindex", -1);
    current?.removeAttribute("aria-current");
    current = next;
    (current ?? arrows[0])?.setAttribute("tabindex", 0);
    current?.setAttribute("aria-current", "step");
    if (hadFocus) current?.focus({ preventScroll: true });
    if (!current) root.scrollTop = 0;
    showCurrent();
  };

  const show = (step) => {
    if (!drawn) draw();
    follow(step);
  };

  // Once it is laid out, and each time that it is laid out anew.
  const fit = new ResizeObserver(() => {
    if (!root.clientHeight) return;
    const { classList, height } = drawn.svg;
    classList.toggle("whole", height.baseVal.value * SMALLEST <= root.clientHeight);
    showCurrent();
  });

  const arrowOf = ({ target }) => arrows.find((arrow) => arrow.contains(target));
  root.addEventListener("scroll", holdNames);
  root.addEventListener("click", (event) => {
    const arrow = arrowOf(event);
    if (arrow) goTo(arrow);
  });
  root.addEventListener("keydown", (event) => {
    const arrow = arrowOf(event);
    const next = event.key in WAYS ? arrows[arrows.indexOf(arrow) + WAYS[event.key]] : arrow;
    if (!arrow || !(event.key in WAYS || event.key === "Enter" || event.key === " ")) return;
    event.preventDefault();
    event.stopPropagation();
    if (next) goTo(next);
  });

  return { root, show, follow };
};
