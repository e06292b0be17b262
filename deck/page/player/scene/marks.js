// Marks in the code the expression of the step, and those that wait.
import "./marks.css";
import { element } from "../../browser/elements.js";

// Of the texts that are on one line, each of as many letters as it is wide.
const longestText = (code) => {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let longest = null;
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!node.data.includes("\n") && node.length > (longest?.length ?? 0)) longest = node;
  }
  return longest;
};

export const makeMarks = (box, recording, shown) => {
  const now = box.querySelector("code").appendChild(element("i", "mark now"));

  const place = (mark, [first, start, last, end]) => {
    const isLine = first === last;
    mark.style.setProperty("--line", first - shown.first);
    mark.style.setProperty("--height", last - first + 1);
    mark.style.setProperty("--start", isLine ? start : 0);
    mark.style.setProperty("--width", isLine ? end - start : "var(--columns)");
  };

  // WebKit lays lines and letters on whole pixels, whatever the style says.
  const measure = () => {
    const code = box.querySelector("code");
    const text = longestText(code);
    if (!code.offsetWidth || !text) return;
    const rows = code.textContent.replace(/\n$/, "").split("\n").length;
    const unit = code.offsetWidth / code.getBoundingClientRect().width;
    const range = document.createRange();
    range.selectNodeContents(text);
    const column = (unit * range.getBoundingClientRect().width) / text.length;
    box.style.setProperty("--row", `${code.offsetHeight / rows}px`);
    box.style.setProperty("--column", `${column}px`);
  };

  const scroll = () => {
    if (now.hidden) return;
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = now;
    if (top < box.scrollTop) box.scrollTop = top;
    const below = top + 2 * height - box.scrollTop - box.clientHeight;
    if (below > 0) box.scrollTop += below;
    const right = left + width - box.clientWidth;
    if (box.scrollLeft > left || box.scrollLeft < right)
      box.scrollLeft = Math.min(left, right + 24);
  };

  const draw = (step) => {
    box.querySelectorAll(".mark:not(.now)").forEach((mark) => mark.remove());
    const here = recording.where(step);
    now.hidden = true;
    for (const card of [...step.stack, ...step.aside]) {
      if (!card.at || recording.frames[card.frame].code !== shown) continue;
      const mark = card.frame === here ? now : element("i", "mark waits");
      mark.hidden = false;
      place(mark, card.at);
      if (mark !== now) now.before(mark);
    }
  };

  return { now, draw, measure, scroll };
};
