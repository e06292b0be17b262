// What a slide says without code of its own is proved after it; on the first one, what the whole
// deck says.

import { announceLong } from "../access/heard.js";
import { bringIntoSight } from "../browser/sight.js";
import { python } from "../python/interpreter.js";
import { phrase } from "../words.js";
import { openOutput } from "./output.js";
import { keepPresses } from "./press.js";
import { proofsOf, showProofs } from "./prove.js";

// Whether more is proved than what blocks print.
const hasTests = "tests" in document.currentScript.dataset;
const SAID = ":scope > :is(p, ul, ol, table, blockquote)";

// The one that is open.
let proving;

const isFirst = (slide) => Reveal.getIndices(slide).h === 0;

const pressed = (slide, isPressed) =>
  slide.querySelector(":scope > .tools > .proves")?.setAttribute("aria-pressed", String(isPressed));

const openOn = (slide) => {
  const anchor = document.createElement("div");
  anchor.className = "block anchor";
  slide.append(anchor);
  const close = () => {
    if (proving?.slide !== slide) return;
    if (python.state === "running") python.stop();
    output.remove();
    anchor.remove();
    pressed(slide, false);
    proving = undefined;
  };
  const output = openOutput(anchor, close);
  pressed(slide, true);
  return { slide, anchor, output, close };
};

// Prove it, or close what is proved already.
export const proveSlide = async (slide) => {
  const isSame = proving?.slide === slide;
  proving?.close();
  if (isSame) return;
  const opened = openOn(slide);
  const { anchor, output } = opened;
  proving = opened;
  output.say(phrase("prove.busy"));
  const isAll = isFirst(slide);
  const asked = isAll ? {} : { slide: Reveal.getIndices(slide).h + 1 };
  const isOpen = () => proving === opened;
  const waiting = announceLong(output);
  const result = await proofsOf(asked, isOpen);
  clearTimeout(waiting);
  if (isOpen() && result) {
    showProofs(output, result, { isAll });
    bringIntoSight(anchor.nextElementSibling);
  }
};

const toolsOf = (slide) => {
  const tools = document.createElement("div");
  tools.className = "tools of-slide";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool proves";
  button.textContent = phrase(isFirst(slide) ? "block.prove.all" : "block.prove");
  button.title = phrase("key", { key: "V" });
  button.setAttribute("aria-pressed", "false");
  keepPresses(tools);
  button.addEventListener("click", ({ detail }) => {
    if (detail) button.blur();
    proveSlide(slide);
  });
  tools.append(button);
  return tools;
};

// Give each slide that says something, and has no code to run, the button that proves it.
export const equipSlides = () => {
  if (!hasTests) return;
  for (const slide of document.querySelectorAll(".slides > section")) {
    const tools = slide.querySelector(":scope > .of-slide");
    const isWanted =
      !slide.querySelector(".block[data-run]") && (isFirst(slide) || slide.querySelector(SAID));
    if (!isWanted) tools?.remove();
    else if (!tools) slide.append(toolsOf(slide));
  }
};
