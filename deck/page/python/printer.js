// Post what is printed as it comes, a frame at a time when it comes in floods.
import { Tail } from "./tail.js";

const WINDOW = 16; // milliseconds: about one frame of the screen
const BURST = 20; // messages that are posted in a window; what is beyond waits for the next
const WRITES = 4; // times that Python asks for signals as it writes, when no clock need be read

export const makePrinter = (port) => {
  let waiting = new Tail();
  let since = 0;
  let count = 0;
  let ticks = 0;

  const flush = () => {
    if (waiting.isCut) port.postMessage({ kind: "cut", text: "" });
    const { pieces } = waiting;
    for (const [kind, text] of pieces) port.postMessage({ kind, text });
    waiting = new Tail();
    return pieces.length;
  };

  const post = () => {
    const now = performance.now();
    if (now - since > WINDOW) {
      since = now;
      count = 0;
    }
    if (count >= BURST) return;
    const posted = flush();
    count += posted;
    // Streams that take turns are as many messages: they have the windows of so many.
    since += WINDOW * Math.floor(posted / BURST);
  };

  const put = (kind, text) => {
    ticks = 0;
    waiting.add(kind, text);
    post();
  };

  // Nothing more may be printed for long: what waits is posted as soon as it may be.
  const tick = () => {
    ticks += 1;
    if (ticks > WRITES && !waiting.isEmpty) post();
  };

  return { put, tick, flush };
};
