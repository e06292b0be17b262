// The keys, those of the moment first.
import "./help.css";
import { element } from "../player/elements.js";
import { phrase } from "../words.js";
import { toggleDialog } from "./dialog.js";
import { filesCorner, hasFiles } from "./files.js";
import { bindings, GROUPS, KEYS } from "./keys.js";

const listed = (title, keys) => {
  const list = element("dl", "");
  for (const { key, text } of keys) {
    const names = key.split(" ").map((name) => element("kbd", "", name));
    list.append(element("div", "", element("dt", "", ...names), element("dd", "", text)));
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
