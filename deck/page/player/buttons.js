// The button of each block that can be stepped through.

import { element } from "../browser/elements.js";
import { phrase } from "../words.js";
import { makeButton } from "./view.js";

export const makeButtons = (tracks, toggle) => {
  const buttons = new WeakMap();

  const add = (block) => {
    const tools = block.querySelector(".tools") ?? element("div", "tools");
    const button = makeButton(phrase("player"), phrase("player.open"), () => toggle(block));
    button.classList.add("tool", "step");
    tools.append(button);
    block.append(tools);
    buttons.set(block, button);
  };

  const show = (block) => {
    const button = buttons.get(block);
    if (button) button.hidden = !tracks.canStep(block);
  };

  const equip = (root) => {
    const blocks = tracks.blocksOf(root);
    blocks
      .filter((block) => !buttons.has(block) && (block.runnable || tracks.canStep(block)))
      .forEach(add);
    blocks.forEach(show);
  };

  return { equip, show };
};
