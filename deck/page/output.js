// What a run prints, below its code: the end of it, when it is longer than anybody reads.
const openOutput = (block, close) => {
  const KEPT = 4_000; // characters, at least, of what is longer
  const PAUSE = 100; // milliseconds after which what comes is drawn at once, not with the next frame
  const SHOWN = 4; // lines that are always in sight; the code makes room for them
  let pieces = [];
  let size = 0;
  let isCut = false;
  let drawn = 0;
  let isWaiting = false;

  const panel = document.createElement("figure");
  panel.className = "block output run";
  panel.innerHTML =
    '<figcaption><span role="status"></span><progress max="1" hidden></progress>' +
    '<button type="button" class="tool">Fermer</button></figcaption>' +
    '<pre tabindex="0" role="region" aria-label="Sortie" data-prevent-swipe></pre>';
  const [status, bar, button] = panel.firstChild.children;
  const box = panel.lastChild;
  bar.setAttribute("aria-label", "Chargement de Python");
  button.addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (/^Arrow(Up|Down)$/.test(event.key) && box.scrollHeight > box.clientHeight) {
      event.stopPropagation();
    }
  });
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
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4;
    drawn = performance.now();
    isWaiting = false;
    box.hidden = !size;
    box.replaceChildren(...pieces.map(dressed));
    panel.style.setProperty("--shown", Math.min(SHOWN, lines(box.textContent)));
    if (isAtEnd) {
      box.scrollTop = box.scrollHeight;
    }
  };

  const drop = () => {
    isCut = true;
    while (size - pieces[0][1].length >= KEPT) {
      size -= pieces.shift()[1].length;
    }
    const [kind, text] = pieces[0];
    const kept = text.slice(size - KEPT);
    pieces[0] = [kind, kept.slice(kept.indexOf("\n") + 1)];
    size -= text.length - pieces[0][1].length;
  };

  return {
    panel,
    show(kind, text) {
      if (kind === "cut") {
        isCut = true;
      } else if (pieces.at(-1)?.[0] === kind && kind !== "stdin") {
        pieces.at(-1)[1] += text;
      } else {
        pieces.push([kind, text]);
      }
      size += text.length;
      if (size > 2 * KEPT) {
        drop();
      }
      if (performance.now() - drawn > PAUSE) {
        draw();
      } else if (!isWaiting) {
        isWaiting = true;
        requestAnimationFrame(draw);
      }
    },
    say(text, { progress } = {}) {
      draw();
      const says = isCut ? `${text} (seule la fin est gardée)` : text;
      if (status.textContent !== says) {
        status.textContent = says;
      }
      bar.hidden = progress === undefined;
      bar.value = progress ?? 0;
    },
    remove: () => panel.remove(),
  };
};
