// Post what is printed as it comes, a frame at a time when it comes in floods.
export const makePrinter = (port) => {
  const WINDOW = 16; // milliseconds: about one frame of the screen
  const BURST = 20; // writes that are posted at once in a window; those beyond wait for the next
  const LIMIT = 4_000; // characters that wait; of more, the page shows only the end
  let waiting = [];
  let size = 0;
  let since = 0;
  let count = 0;

  const flush = () => {
    for (const [kind, text] of waiting) {
      port.postMessage({ kind, text });
    }
    waiting = [];
    size = 0;
  };

  const drop = () => {
    const all = waiting;
    waiting = [];
    for (size = 0; size < LIMIT && all.length; size += waiting[0][1].length) {
      waiting.unshift(all.pop());
    }
    waiting.unshift(["cut", ""]);
  };

  const put = (kind, text) => {
    const last = waiting.at(-1);
    const kept = text.slice(-LIMIT);
    if (last?.[0] === kind && last[1].length < LIMIT) {
      last[1] += kept;
    } else {
      waiting.push([kind, kept]);
    }
    size += text.length;
    if (size > 2 * LIMIT) {
      drop();
    }
    const now = performance.now();
    if (now - since > WINDOW) {
      since = now;
      count = 0;
    }
    count += 1;
    if (count <= BURST) {
      flush();
    }
  };

  return { put, flush };
};
