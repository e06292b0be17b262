// The panel of what a run prints, as large as its code where there is room.

import { Tail } from "../python/tail.js";
import { phrase } from "../words.js";
import { colour } from "./colour.js";
import { keepPresses } from "./press.js";
import { keepFitted } from "./printout.js";

const PAUSE = 100; // milliseconds; what comes after so long is drawn without waiting for a frame

const makePanel = (close) => {
  const panel = document.createElement("figure");
  panel.className = "block output run";
  panel.innerHTML =
    '<figcaption><span class="told"></span><progress max="1" hidden></progress>' +
    '<div class="acts"><button type="button" class="tool"></button></div></figcaption>' +
    '<div class="printout"><pre tabindex="0" role="region" data-prevent-swipe></pre></div>';
  const [caption, printout] = panel.children;
  const [status, bar, acts] = caption.children;
  const button = acts.firstChild;
  const box = printout.firstChild;
  bar.setAttribute("aria-label", phrase("python.progress"));
  button.textContent = phrase("output.close");
  box.setAttribute("aria-label", phrase("output"));
  button.addEventListener("click", close);
  keepPresses(caption);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    close();
  });
  box.addEventListener("keydown", (event) => {
    if (/^Arrow(Up|Down)$/.test(event.key) && box.scrollHeight > box.clientHeight) {
      event.stopPropagation();
    }
  });
  printout.hidden = true;
  return { panel, printout, status, bar, button, box };
};

const dressed = ([kind, text]) => {
  if (kind === "stdout") return text;
  const span = document.createElement("span");
  span.className = kind;
  span.append(kind === "stdin" ? colour(text, "pycon") : text);
  return span;
};

export const openOutput = (block, close) => {
  const tail = new Tail();
  let said = "";
  let drawn = 0;
  let isWaiting = false;
  let isStale = false;
  // What is shown in place of what is printed, and what is heard of it.
  let instead;

  const { panel, printout, status, bar, button, box } = makePanel(close);
  block.after(panel);
  const fitted = keepFitted(block, panel);

  const draw = () => {
    drawn = performance.now();
    isWaiting = false;
    printout.hidden = instead ? !instead.nodes.length : tail.isEmpty;
    box.replaceChildren(...(instead?.nodes ?? tail.pieces.map(dressed)));
    fitted.fill();
  };

  const write = () => {
    const told = tail.isCut ? phrase("output.cut", { said }) : said;
    status.textContent = isStale ? phrase("output.stale", { said: told }) : told;
  };

  return {
    show(kind, text) {
      const wasCut = tail.isCut;
      tail.add(kind, text);
      if (tail.isCut !== wasCut) write();
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
    put(content, heard) {
      this.showInstead([content], heard);
      fitted.fill(false);
      box.scrollTop = 0;
    },
    // What else one may press stands beside what closes, which keeps the focus.
    offer: (other) => button.before(other),
    refit: () => fitted.fill(false),
    focus: () => button.focus({ preventScroll: true }),
    panel,
    fit: fitted.fill,
    settle: fitted.settle,
    pieces: () => tail.pieces,
    isCut: () => tail.isCut,
    isEmpty: () => tail.isEmpty,
    told: () => status.textContent,
    printed: () => instead?.heard ?? tail.printed,
    remove() {
      fitted.end();
      panel.remove();
    },
  };
};
