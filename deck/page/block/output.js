// What a run prints, below its code: the end of it, when it is longer than anybody reads.
import { fontsLoaded } from "../fonts.js";
import { phrase } from "../words.js";
import { colour } from "./colour.js";

export const openOutput = (block, close) => {
  // Of what is longer, so much is kept: 60 times a second no browser lays out much more.
  const KEPT = 4_000; // characters
  const LINES = 200;
  const PAUSE = 100; // milliseconds; what comes after so long is drawn without waiting for a frame
  const SHOWN = 4; // lines that are always in sight; the code makes room for them
  let pieces = [];
  let size = 0;
  let count = 0;
  let isCut = false;
  let said = "";
  let drawn = 0;
  let isWaiting = false;
  // Whether the end is to stay in sight: not once somebody has scrolled away from it.
  let isAtEnd = true;
  let isLong = false;

  const panel = document.createElement("figure");
  panel.className = "block output run";
  panel.innerHTML =
    '<figcaption><span role="status"></span><progress max="1" hidden></progress>' +
    '<button type="button" class="tool"></button></figcaption>' +
    '<pre tabindex="0" role="region" data-prevent-swipe></pre>';
  const [status, bar, button] = panel.firstChild.children;
  const box = panel.lastChild;
  bar.setAttribute("aria-label", phrase("python.progress"));
  button.textContent = phrase("output.close");
  box.setAttribute("aria-label", phrase("output"));
  button.addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (/^Arrow(Up|Down)$/.test(event.key) && box.scrollHeight > box.clientHeight) {
      event.stopPropagation();
    }
  });
  box.addEventListener("scroll", () => {
    isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4;
  });
  box.hidden = true;
  block.after(panel);

  const dressed = ([kind, text]) => {
    if (kind === "stdout") {
      return text;
    }
    const span = document.createElement("span");
    span.className = kind;
    span.append(kind === "stdin" ? colour(text, "pycon") : text);
    return span;
  };

  const lines = (text) => text.trimEnd().split("\n").length;

  const draw = () => {
    drawn = performance.now();
    isWaiting = false;
    box.hidden = !size;
    box.replaceChildren(...pieces.map(dressed));
    const shown = lines(box.textContent);
    panel.style.setProperty("--shown", Math.min(SHOWN, shown));
    isLong = shown > SHOWN || size > 200;
    showEnd();
  };

  const showEnd = () => {
    if (isLong && isAtEnd) {
      box.scrollTop = box.scrollHeight;
    }
  };
  // The letters of another font, or a box of another shape, move the end.
  new ResizeObserver(showEnd).observe(box);
  fontsLoaded.then(showEnd);

  const cut = () => {
    if (!isCut) {
      isCut = true;
      write();
    }
  };

  const write = () => {
    status.textContent = isCut ? phrase("output.cut", { said }) : said;
  };

  const drop = () => {
    const all = pieces;
    pieces = [];
    size = count = 0;
    while (all.length && size < KEPT && count < LINES) {
      const [kind, text] = all.pop();
      const lines = text.slice(size - KEPT).split("\n");
      const kept = lines.slice(count - LINES - 1);
      const isWhole = kept.length === lines.length && text.length <= KEPT - size;
      const part = (isWhole ? kept : kept.slice(1)).join("\n");
      pieces.unshift([kind, part]);
      size += part.length;
      count += kept.length - 1;
      if (!isWhole) {
        break;
      }
    }
    cut();
  };

  return {
    show(kind, text) {
      if (kind === "cut") {
        cut();
      } else if (pieces.at(-1)?.[0] === kind && kind !== "stdin") {
        pieces.at(-1)[1] += text;
      } else {
        pieces.push([kind, text]);
      }
      size += text.length;
      count += text.split("\n").length - 1;
      if (size > 2 * KEPT || count > 2 * LINES) {
        drop();
      }
      if (performance.now() - drawn > PAUSE) {
        draw();
      } else if (!isWaiting) {
        isWaiting = true;
        requestAnimationFrame(() => isWaiting && draw());
      }
    },
    say(text, { progress } = {}) {
      if (isWaiting) {
        draw();
      }
      if (said !== text) {
        said = text;
        write();
      }
      bar.hidden = progress === undefined;
      bar.value = progress ?? 0;
    },
    isEmpty: () => size === 0,
    remove: () => panel.remove(),
  };
};
