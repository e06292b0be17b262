// What one has written into a block is there again when the page is loaded again.
import { keep, keptOf } from "./kept.js";

const KEPT = "edited";

const isText = (value) => typeof value === "string";

export const keepEdits = ({ element, source }, texts) =>
  keep(KEPT, element.dataset.name, texts.length ? { of: source, texts } : undefined);

// The last one last; of a block whose source is another by now, nothing.
export const keptEdits = ({ element, source }) => {
  const { of, texts } = Object(keptOf(KEPT, element.dataset.name));
  const isWhole = Array.isArray(texts) && texts.every(isText);
  return isWhole && of === source ? texts : [];
};
