// The keys, those of the moment first.
import "./help.css";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";
import { toggleDialog } from "./dialog.js";
import { filesCorner, hasFiles } from "./files.js";
import { bindings, GROUPS, KEYS } from "./keys.js";

const LETTER = /^[A-Z]$/;

// What a letter does is done on a click, too: who has no keyboard has no other way.
const pressing = (letter, text) => {
  const button = element("button", "", text);
  button.type = "button";
  button.addEventListener("click", () => {
    toggleHelp();
    const pressed = { key: letter.toLowerCase(), keyCode: letter.charCodeAt(0) };
    const event = { ...pressed, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", event));
  });
  return button;
};

const listed = (title, keys) => {
  const list = element("dl", "");
  for (const { key, text } of keys) {
    const [name, ...others] = key.split(" ");
    const names = [name, ...others].map((one) => element("kbd", "", one));
    const does = element("dd", "", LETTER.test(name) ? pressing(name, text) : text);
    list.append(element("div", "", element("dt", "", ...names), does));
  }
  return element("section", "", element("h2", "", phrase(title)), list);
};

// All that the deck says is proved on its first slide, where proofs that are there stay.
const proveAll = () => {
  const proves = document.querySelector(".slides > section:first-of-type > .of-slide > .proves");
  if (!proves) return [];
  const button = element("button", "", phrase("block.prove.all"));
  button.type = "button";
  button.addEventListener("click", () => {
    toggleHelp();
    Reveal.toggleOverview(false);
    Reveal.slide(0);
    if (proves.getAttribute("aria-pressed") === "false") proves.click();
  });
  return [button];
};

const content = () => {
  // A key of another part is listed while that part binds it.
  const bound = Object.values(bindings()).filter((one) => one.description);
  const textOf = ({ key, says }) =>
    says ? phrase(says) : bound.find((one) => one.key === key)?.description;
  const groups = GROUPS.filter(({ at }) => !at || document.querySelector(at)).map(
    ({ title, at, keys }) => {
      const told = keys.map((one) => ({ key: one.key, text: textOf(one) }));
      const group = listed(
        title,
        told.filter(({ text }) => text),
      );
      group.classList.toggle("now", Boolean(at));
      if (title === "stage.help.code") group.append(...proveAll());
      return group;
    },
  );
  const known = new Set(KEYS.map(({ key }) => key));
  const others = bound.filter(({ key }) => !known.has(key));
  const rest = others.map(({ key, description: text }) => ({ key, text }));
  if (rest.length) groups.push(listed("stage.help.more", rest));
  const shown = groups.filter((group) => group.querySelector("dt"));
  if (hasFiles()) shown.push(filesCorner());
  return [element("div", "groups", ...shown)];
};

export const toggleHelp = () => toggleDialog("help", "?", content);

// The number of the slide opens it, which is all there is on the screen of a phone.
export const openByNumber = () => {
  const number = document.querySelector(".reveal > .slide-number");
  if (!number) return;
  number.title = `${phrase("stage.help")} (?)`;
  number.addEventListener("click", (event) => {
    event.preventDefault();
    toggleHelp();
  });
};
