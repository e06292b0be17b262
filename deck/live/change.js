// Turn the page that is shown into that of another save, with what its server tells has changed.

const slides = document.querySelector(".reveal .slides");

// Reveal looks at every slide when one comes or goes; these are where they were, and what has come
// click by click in the one that is shown is there.
const refill = (old, added) => {
  const { f: shown } = Reveal.getIndices();
  old.forEach((section, rank) => {
    section.replaceChildren(...added[rank].childNodes);
    Reveal.syncSlide(section);
  });
  if (old.includes(Reveal.getCurrentSlide())) Reveal.navigateFragment(shown ?? -1);
};

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

// The old sheet stays until the new one is there: no slide is ever bare. One that is still on its
// way is old, too, once another is saved.
const swap = (name, version) => {
  const old = [...document.querySelectorAll(`link[rel="stylesheet"][href^="${name}"]`)];
  const link = old.at(-1)?.cloneNode();
  if (link) {
    link.href = `${name}?${version}`;
    link.onload = () => old.forEach((sheet) => sheet.remove());
    old.at(-1).after(link);
  }
};

const dress = ({ style, config: settings, ...sheets }, version) => {
  if (style) {
    document.querySelector("head style").textContent = style;
  }
  for (const name of Object.keys(sheets)) {
    swap(name, version);
  }
  if (settings) {
    Object.assign(config, settings);
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

export const change = ({ title, look, traces: recorded, version, ...slides }) => {
  document.title = title ?? document.title;
  if (slides.removed || slides.inserted.length) {
    patch(slides);
  }
  if (Object.keys(look).length) {
    dress(look, version);
  }
  if (typeof traces !== "undefined") {
    record(recorded);
  }
  document.dispatchEvent(new Event("deckchange"));
};
