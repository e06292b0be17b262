// Draws a sequence diagram from its shapes, which are data: of SVG, this and no more.
import "./drawing.css";

const SHAPES = {
  svg: ["aria-label", "viewBox", "width", "height"],
  g: [],
  path: ["class", "d"],
  rect: ["x", "y", "width", "height", "rx"],
  text: ["class", "x", "y"],
};
const KINDS_OF_SHAPE = /^(name|left|life|(create|up|down)( crosses)?)$/;

const makeShape = (tag, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name of SHAPES[tag].filter((one) => Object.hasOwn(attributes, one))) {
    const value = String(attributes[name]);
    if (name !== "class" || KINDS_OF_SHAPE.test(value)) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

const isName = ([tag, attributes]) =>
  attributes.class === "name" || (tag === "rect" && attributes.rx);

// Return the drawing, the names of its lanes, and its arrows, each with the number of its step.
export const makeDrawing = ({ svg, shapes }) => {
  const drawn = makeShape("svg", svg);
  const names = makeShape("g", {});
  const arrows = new Map();
  for (const shape of shapes) {
    const { step } = shape[1];
    if (isName(shape)) names.append(makeShape(...shape));
    else if (step === undefined) drawn.append(makeShape(...shape));
    else {
      if (!arrows.has(step)) arrows.set(step, drawn.appendChild(makeShape("g", {})));
      arrows.get(step).append(makeShape(...shape));
    }
  }
  for (const [step, arrow] of arrows) arrow.dataset.step = Number(step);
  if (names.firstChild) drawn.append(names);
  drawn.setAttribute("class", "sequence");
  drawn.setAttribute("role", "img");
  return { svg: drawn, names, arrows: [...arrows.values()] };
};
