// In `make edit` alone: show each save at once, and what does not hold on its slide.
import "./band.css";
import { receiver } from "../page/receiver.js";

const RETRY = 300;
// RFC 6455: what breaks the rules of a server, such as a page that another one gave.
const REFUSED = 1008;
const slides = document.querySelector(".reveal .slides");
let { version, secret } = document.currentScript.dataset;
let told = { errors: [], failures: [], unproved: 0, checked: false };

const band = document.createElement("div");
band.className = "band";
band.setAttribute("role", "status");
const marks = document.createElement("div");
marks.className = "band-marks";
document.body.append(band, marks);

const line = (tag, text, name = "") => {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
};

const column = (label, text, name) => {
  const element = line("div", label, name);
  element.append(line("pre", text || "rien"));
  return element;
};

const describe = ({ block, message, stated, got, acceptable }) => {
  const parts = [line("p", message, "band-place")];
  if (stated || got) {
    const columns = line("div", "", "band-columns");
    columns.append(
      column(`${block || "Ce bloc"} affiche\u202f:`, got, "got"),
      column("La diapositive dit\u202f:", stated, "stated"),
    );
    parts.unshift(columns);
  }
  if (acceptable) {
    const button = line("button", "Accepter ce qu’il affiche (A)");
    button.addEventListener("click", () => accept([block]));
    parts.push(button);
  }
  return parts;
};

const unproved = () => {
  const count = told.unproved;
  const s = count > 1 ? "s" : "";
  return count ? ` ${count} phrase${s} non prouvée${s}` : "";
};

const here = () => told.failures.filter(({ slide }) => slide === Reveal.getState().indexh + 1);

const show = () => {
  const failures = here();
  const errors = told.errors.map((text) => line("p", text, "band-place"));
  const parts = [...errors, ...failures.flatMap(describe)];
  const quiet = !told.failures.length && !told.errors.length;
  band.classList.toggle("wrong", parts.length > 0);
  band.classList.toggle("checked", quiet && told.checked);
  band.classList.toggle("checking", quiet && !told.checked);
  band.replaceChildren(...(quiet ? [told.checked ? `✓${unproved()}` : "…"] : parts));
  band.ariaLabel = quiet && told.checked && !told.unproved ? "Tout est vrai" : "";
  const total = Reveal.getTotalSlides();
  marks.replaceChildren(
    ...told.failures.map(({ slide }) => {
      const mark = line("a", "", "band-mark");
      mark.href = `#/${slide}`;
      mark.ariaLabel = `La diapositive ${slide} ne dit pas vrai`;
      mark.style.left = `${(100 * (slide - 0.5)) / total}%`;
      return mark;
    }),
  );
};

// Reveal looks at every slide when one comes or goes; these are where they were.
const refill = (old, added) =>
  old.forEach((section, rank) => {
    section.replaceChildren(...added[rank].childNodes);
    Reveal.syncSlide(section);
  });

const exchange = (old, added, start) => {
  const { indexh } = Reveal.getState();
  const end = start + old.length;
  const after = slides.children[end] ?? null;
  added.forEach((section) => slides.insertBefore(section, after));
  old.forEach((section) => section.remove());
  const moved = indexh >= end ? added.length - old.length : 0;
  Reveal.sync();
  Reveal.slide(Math.min(indexh + moved, slides.children.length - 1));
};

const patch = ({ start, removed, inserted }) => {
  const template = document.createElement("template");
  template.innerHTML = inserted.join("\n");
  const added = [...template.content.children];
  const old = [...slides.children].slice(start, start + removed);
  const isAlike = (section, rank) => section.classList.contains(added[rank]?.className);
  if (old.length === added.length && old.every(isAlike)) {
    refill(old, added);
  } else {
    exchange(old, added, start);
  }
};

// The old sheet stays until the new one is there: no slide is ever bare.
const swap = (name) => {
  const old = document.querySelector(`link[href^="${name}"]`);
  const link = old?.cloneNode();
  if (link) {
    link.href = `${name}?${version}`;
    link.onload = () => old.remove();
    old.after(link);
  }
};

const dress = ({ style, config: settings, ...sheets }) => {
  if (style) {
    document.querySelector("head style").textContent = style;
  }
  Object.keys(sheets).forEach(swap);
  if (settings) {
    Object.assign(config, settings);
    config.hashOneBasedIndex &&= !receiver;
    Reveal.configure(deck.settings());
  }
  Reveal.layout();
};

const record = (changes) => {
  for (const [name, trace] of Object.entries(changes)) {
    if (trace) {
      traces[name] = trace;
    } else {
      delete traces[name];
    }
  }
};

const change = ({ title, look, traces: recorded, ...slides }) => {
  document.title = title ?? document.title;
  if (slides.removed || slides.inserted.length) {
    patch(slides);
  }
  if (Object.keys(look).length) {
    dress(look);
  }
  if (typeof traces !== "undefined") {
    record(recorded);
  }
  document.dispatchEvent(new Event("deckchange"));
};

const receive = ({ from, version: next, reload, ...rest }) => {
  if (next && next !== version) {
    if (reload || from !== version) {
      location.reload();
      return;
    }
    version = next;
    change(rest);
  }
  told = { ...told, ...rest };
  show();
};

let socket;
const accept = (blocks) => socket.send(JSON.stringify({ accept: blocks }));
const connect = () => {
  socket = new WebSocket(new URL(`edit?${secret}`, location.href.replace(/^http/, "ws")));
  socket.onmessage = ({ data }) => receive(JSON.parse(data));
  socket.onclose = ({ code }) => {
    if (code === REFUSED) {
      location.reload();
      return;
    }
    // Nobody checks any more: all may not be well.
    told.checked = false;
    show();
    setTimeout(connect, RETRY);
  };
};

const description = "Accepter ce que le bloc affiche";
Reveal.addKeyBinding({ keyCode: 65, key: "A", description }, () => {
  accept(
    here()
      .filter(({ acceptable }) => acceptable)
      .map(({ block }) => block),
  );
});
Reveal.on("slidechanged", show);
connect();
