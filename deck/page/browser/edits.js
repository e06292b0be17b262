// What one has written into a block is there again when the page is loaded again, and not in another
// window: a stage shows no edit of a rehearsal.
import { ofThisWindow } from "./storage.js";

const keyOf = ({ element }) => ["deck.edited", document.title, element.dataset.name].join("/");

const isText = (value) => typeof value === "string";

const read = (key) => {
  try {
    return Object(JSON.parse(ofThisWindow?.getItem(key) ?? null));
  } catch {
    return {};
  }
};

export const keepEdits = (block, texts) => {
  const key = keyOf(block);
  try {
    if (texts.length) ofThisWindow?.setItem(key, JSON.stringify({ of: block.source, texts }));
    else ofThisWindow?.removeItem(key);
  } catch {
    // What is too long to be kept is not.
  }
};

// The last one last; of a block whose source is another by now, nothing.
export const keptEdits = (block) => {
  const { of, texts } = read(keyOf(block));
  const isWhole = Array.isArray(texts) && texts.every(isText);
  return isWhole && of === block.source ? texts : [];
};
