// A picture of a page: its elements as data, which another window draws. What acts is left out.
const SVG = "http://www.w3.org/2000/svg";
const [ELEMENT, TEXT] = [1, 3];
const ACTS = /^(?:base|embed|frame|frameset|iframe|meta|noscript|object|script|template|title)$/;
const HANDLER = /^(?:on|srcdoc$)/;
const ADDRESS = /(?:^|:)(?:href|src)$/;
const SCHEME = /^(?!(?:https?|mailto):|data:image\/)[a-z][a-z0-9+.-]*:/i;
const isPlace = (address) => !SCHEME.test(address.replace(/[\0-\x20]/g, ""));

const isHarmless = ([name, value]) =>
  !HANDLER.test(name) && (!ADDRESS.test(name) || isPlace(value));

// What no attribute tells.
const stateOf = (element) => {
  const state = {};
  if (element.scrollTop || element.scrollLeft) {
    state.scroll = [element.scrollTop, element.scrollLeft];
  }
  if (element.matches("textarea, input")) state.value = element.value;
  if (element.matches("dialog:modal")) state.isModal = true;
  return state;
};

const isDrawn = (node) =>
  node.nodeType === TEXT || (node.nodeType === ELEMENT && !ACTS.test(node.localName));

// Each element is its name, attributes, state and children. `childrenOf` says which of these are
// drawn, where it is not all of them.
export const pictureOf = (node, childrenOf = () => undefined) => {
  if (node.nodeType === TEXT) return node.data;
  const attributes = [...node.attributes].map(({ name, value }) => [name, value]);
  // Sections that are hidden are seen in the overview.
  const isHidden = node.hidden && node.localName !== "section";
  const children = isHidden ? [] : [...(childrenOf(node) ?? node.childNodes)];
  return [
    node.localName,
    Object.fromEntries(attributes.filter(isHarmless)),
    stateOf(node),
    children.filter(isDrawn).map((child) => pictureOf(child, childrenOf)),
  ];
};

const made = (picture, parent) => {
  const page = parent.ownerDocument;
  if (typeof picture === "string") return page.createTextNode(picture);
  const [name] = picture;
  if (ACTS.test(name)) throw new TypeError(`${name} is no part of a picture`);
  return page.createElementNS(name === "svg" ? SVG : parent.namespaceURI, name);
};

const isAlike = (node, picture) =>
  typeof picture === "string" ? node.nodeType === TEXT : node.localName === picture[0];

const drawAttributes = (element, attributes) => {
  for (const { name } of [...element.attributes]) {
    if (!Object.hasOwn(attributes, name)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes).filter(isHarmless)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
};

const drawNode = (node, picture, states) => {
  if (typeof picture === "string") {
    if (node.data !== picture) node.data = picture;
    return;
  }
  const [, attributes, state, children] = picture;
  drawAttributes(node, attributes);
  drawChildren(node, children, states);
  states.push([node, state]);
};

// What is alike stays: what it shows does not blink, and it keeps the keyboard.
const drawChildren = (parent, pictures, states) => {
  pictures.forEach((picture, rank) => {
    const old = parent.childNodes[rank];
    const node = old && isAlike(old, picture) ? old : made(picture, parent);
    if (!old) parent.append(node);
    else if (node !== old) old.replaceWith(node);
    drawNode(node, picture, states);
  });
  while (parent.childNodes.length > pictures.length) parent.lastChild.remove();
};

const restore = (element, { value, scroll = [0, 0], isModal = false }, keepsValues) => {
  const [top, left] = scroll;
  if (value !== undefined && element.value !== value && !keepsValues) element.value = value;
  if (element.scrollTop !== top) element.scrollTop = top;
  if (element.scrollLeft !== left) element.scrollLeft = left;
  if (isModal && !element.matches("dialog:modal")) {
    element.close();
    element.showModal();
  }
};

// Draw a picture into an element of the same name; the values of its fields may be kept.
export const draw = (element, picture, keepsValues = false) => {
  const states = [];
  drawNode(element, picture, states);
  // All that is measured, after all that is drawn.
  for (const [drawn, state] of states) {
    if (drawn.nodeType === ELEMENT) restore(drawn, state, keepsValues);
  }
};
