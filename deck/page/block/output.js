// What a run prints, as large as its code where there is room: the end of it, when it is longer than
// anybody reads.
import { fontsLoaded } from "../fonts.js";
import { phrase } from "../words.js";
import { colour } from "./colour.js";
import { lettersFor } from "./letters.js";
import { placesOf, put } from "./room.js";

export const openOutput = (block, close) => {
  // Of what is longer, so much is kept: 60 times a second no browser lays out much more.
  const KEPT = 4_000; // characters
  const LINES = 200;
  const PAUSE = 100; // milliseconds; what comes after so long is drawn without waiting for a frame
  const FRAME = 20; // pixels around the lines
  const MANY = 8; // lines that are enough of what is not seen whole
  let pieces = [];
  let size = 0;
  let count = 0;
  let isCut = false;
  let said = "";
  let drawn = 0;
  let isWaiting = false;
  // Whether the end is to stay in sight: not once somebody has scrolled away from it.
  let isAtEnd = true;
  let isStale = false;
  let places = [];

  const panel = document.createElement("figure");
  panel.className = "block output run";
  panel.innerHTML =
    '<figcaption><span class="told"></span><progress max="1" hidden></progress>' +
    '<button type="button" class="tool"></button></figcaption>' +
    '<div class="printout"><pre tabindex="0" role="region" data-prevent-swipe></pre></div>';
  const [caption, printout] = panel.children;
  const [status, bar, button] = caption.children;
  const box = printout.firstChild;
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
  // Nobody sees half a line.
  box.addEventListener("scrollend", () => {
    const line = parseFloat(box.style.lineHeight);
    box.scrollTop = Math.round(box.scrollTop / line) * line;
  });
  printout.hidden = true;
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

  const draw = () => {
    drawn = performance.now();
    isWaiting = false;
    printout.hidden = !size;
    box.replaceChildren(...pieces.map(dressed));
    fill();
  };

  const lettersIn = (there) => {
    put(panel, there);
    const style = getComputedStyle(panel);
    const [pad, letter, leading, least] = ["--pad", "--letter", "--leading", "--size"].map((name) =>
      parseFloat(style.getPropertyValue(name)),
    );
    const width = printout.clientWidth - 2 * pad;
    const height = there.height - caption.offsetHeight - FRAME;
    const most = Math.max(least, parseFloat(getComputedStyle(block.querySelector("pre")).fontSize));
    return lettersFor(box.textContent, { width, height, letter, leading, most, least });
  };

  // Each place is left for the next once it is too small, and never come back to.
  const fill = () => {
    if (!places.length) return;
    if (!size) return put(panel, places[0]);
    let letters = lettersIn(places[0]);
    while (!letters.isWhole && places.length > 1 && letters.rows < MANY) {
      places.shift();
      letters = lettersIn(places[0]);
    }
    const { high, rows, columns } = letters;
    Object.assign(box.style, {
      fontSize: `${letters.size}px`,
      lineHeight: `${high}px`,
      columnCount: columns > 1 ? columns : "",
      height: columns > 1 ? `${rows * high}px` : "",
      maxHeight: `${rows * high}px`,
    });
    if (isAtEnd) box.scrollTop = box.scrollHeight;
  };

  const settle = () => {
    if (!block.offsetHeight) return;
    places = placesOf(block, panel);
    fill();
  };
  // A slide of another shape has other room.
  const observer = new ResizeObserver(settle);
  observer.observe(block);
  observer.observe(panel.parentElement);
  fontsLoaded.then(settle);
  settle();

  const cut = () => {
    if (!isCut) {
      isCut = true;
      write();
    }
  };

  const write = () => {
    const told = isCut ? phrase("output.cut", { said }) : said;
    status.textContent = isStale ? phrase("output.stale", { said: told }) : told;
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
      fill();
    },
    // The code has changed: say whether it is still the one that was run.
    follow(isTrue) {
      isStale = !isTrue;
      panel.classList.toggle("stale", isStale);
      write();
      settle();
    },
    isEmpty: () => size === 0,
    told: () => status.textContent,
    // But for what goes to the standard error, and what is typed.
    printed: () => pieces.map(([kind, text]) => (kind === "stdout" ? text : "")).join(""),
    remove() {
      observer.disconnect();
      panel.remove();
    },
  };
};
