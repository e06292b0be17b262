// Post what is printed as it comes, a frame at a time when it comes in floods.
import { Tail } from "./tail.js";

const WINDOW = 16; // milliseconds: about one frame of the screen
const BURST = 20; // writes that are posted at once in a window; those beyond wait for the next

export const makePrinter = (port) => {
  let waiting = new Tail();
  let since = 0;
  let count = 0;

  const flush = () => {
    if (waiting.isCut) port.postMessage({ kind: "cut", text: "" });
    for (const [kind, text] of waiting.pieces) port.postMessage({ kind, text });
    waiting = new Tail();
  };

  const put = (kind, text) => {
    waiting.add(kind, text);
    const now = performance.now();
    if (now - since > WINDOW) {
      since = now;
      count = 0;
    }
    count += 1;
    if (count <= BURST) flush();
  };

  return { put, flush };
};
