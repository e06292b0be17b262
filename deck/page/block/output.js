// What a run prints, as large as its code where there is room: the end of it, when it is longer than
// anybody reads.
import { phrase } from "../words.js";
import { colour } from "./colour.js";
import { keepPresses } from "./press.js";
import { keepFitted } from "./printout.js";

export const openOutput = (block, close) => {
  // Of what is longer, so much is kept: 60 times a second no browser lays out much more.
  const KEPT = 4_000; // characters
  const LINES = 200;
  const PAUSE = 100; // milliseconds; what comes after so long is drawn without waiting for a frame
  let pieces = [];
  let size = 0;
  let count = 0;
  let isCut = false;
  let said = "";
  let drawn = 0;
  let isWaiting = false;
  let isStale = false;
  // What is shown in place of what is printed, and what is heard of it.
  let instead;

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
  keepPresses(caption);
  box.addEventListener("keydown", (event) => {
    if (/^Arrow(Up|Down)$/.test(event.key) && box.scrollHeight > box.clientHeight) {
      event.stopPropagation();
    }
  });
  printout.hidden = true;
  block.after(panel);
  const fitted = keepFitted(block, panel);

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
    printout.hidden = instead ? !instead.nodes.length : !size;
    box.replaceChildren(...(instead?.nodes ?? pieces.map(dressed)));
    fitted.fill();
  };

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
      fitted.fill();
    },
    // The code has changed: say whether it is still the one that was run.
    follow(isTrue) {
      isStale = !isTrue;
      panel.classList.toggle("stale", isStale);
      write();
      fitted.settle();
    },
    // Show these in place of what is printed, or that again.
    showInstead(nodes, heard = "") {
      instead = nodes && { nodes, heard };
      draw();
    },
    // Put this in the place of what is printed, and show it from its beginning.
    put(content) {
      this.showInstead([content]);
      fitted.fill(false);
      box.scrollTop = 0;
    },
    refit: () => fitted.fill(false),
    focus: () => button.focus({ preventScroll: true }),
    panel,
    fit: fitted.fill,
    settle: fitted.settle,
    pieces: () => pieces,
    isCut: () => isCut,
    isEmpty: () => size === 0,
    told: () => status.textContent,
    // But for what goes to the standard error, and what is typed.
    printed: () =>
      instead?.heard ?? pieces.map(([kind, text]) => (kind === "stdout" ? text : "")).join(""),
    remove() {
      fitted.end();
      panel.remove();
    },
  };
};
