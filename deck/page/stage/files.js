// What is published beside the slides: the PDFs, the code, the other decks.
import "./files.css";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";
import { toggleDialog } from "./dialog.js";
import { notify } from "./notice.js";

// The slides stay where they are, with what was edited in them.
const linkTo = ({ href, text }) =>
  element("li", "", Object.assign(element("a", "", text), { href, target: "_blank" }));

const list = () => element("ul", "files", ...published.map(linkTo));

// The last corner of the help.
export const filesCorner = () =>
  element("section", "", element("h2", "", phrase("stage.files")), list());

export const hasFiles = () => published.length > 0;

const show = () => {
  if (hasFiles()) toggleDialog("files", "N", () => [list()]);
  else notify(phrase("stage.nothing.files"));
};

// What is not published has no such key in its help.
export const bindFiles = () => {
  const description = hasFiles() ? phrase("stage.files") : null;
  Reveal.addKeyBinding({ keyCode: 78, key: "N", description }, show);
};
