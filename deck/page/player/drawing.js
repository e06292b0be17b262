// Draws a sequence diagram from its shapes, which are data: of SVG, this and no more.
import "./drawing.css";

const SHAPES = {
  svg: ["aria-label", "viewBox", "width", "height"],
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

export const makeDrawing = ({ svg, shapes }) => {
  const drawn = makeShape("svg", svg, ...shapes.map((shape) => makeShape(...shape)));
  drawn.setAttribute("class", "sequence");
  drawn.setAttribute("role", "img");
  return drawn;
};
