// What a session shows of its answers is hidden while one predicts them, from a screen reader too,
// under a cover for the room; so is, by the style, what the slide states.
import { PROMPT } from "../block/prompt.js";
import { element } from "../browser/elements.js";

const makeCover = (rank, count) => {
  const cover = element("i", "cover");
  cover.style.setProperty("--at", rank);
  cover.style.setProperty("--count", count);
  return cover;
};

// The characters of an element from one to another.
const rangeOf = (root, first, end) => {
  const range = document.createRange();
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  while (texts.nextNode() && at < end) {
    const { currentNode: text } = texts;
    const isIn = (place) => place >= at && place <= at + text.length;
    if (isIn(first)) range.setStart(text, first - at);
    if (isIn(end)) range.setEnd(text, end - at);
    at += text.length;
  }
  return range;
};

const wrap = (code, first, end) => {
  const range = rangeOf(code, first, end);
  const answer = element("span", "answer", range.extractContents());
  range.insertNode(answer);
};

export const coverStated = (block) => {
  if (block.dataset.run !== "pycon") return;
  const code = block.querySelector("pre > code");
  for (const old of code.querySelectorAll(".cover")) old.remove();
  for (const old of code.querySelectorAll(".answer")) old.replaceWith(...old.childNodes);
  const lines = code.textContent.replace(/\n$/, "").split("\n");
  let at = 0;
  lines.forEach((line, rank) => {
    if (!PROMPT.test(line)) {
      if (line) wrap(code, at, at + line.length);
      code.append(makeCover(rank, 1));
    }
    at += line.length + 1;
  });
};
