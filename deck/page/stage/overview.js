// The overview, in rows: reveal.js puts its slides on one line, as small, and shows ten of them.
import "./overview.css";

const NARROWEST = 160; // pixels of the window
const MOST = 5; // slides in a row, so that their titles are read from afar
const GAP = 1.1;
const TITLE_LIMIT = 80; // characters

const titleOf = (section) => {
  const told = section.querySelector("h1, h2, h3") ?? section.querySelector("p, li, pre");
  return (told?.textContent ?? "").trim().slice(0, TITLE_LIMIT);
};

// What is in a slide is not reached by Tab while it is a picture; a click is the slide's.
const setInert = (section, isInert) => {
  for (const part of section.children) part.inert = isInert;
};

const columnsOf = (count) =>
  Math.max(1, Math.min(Math.ceil(Math.sqrt(count)), MOST, Math.floor(innerWidth / NARROWEST)));

// Give reveal.js another layout; `reveal` is all of it, as plugins alone know it.
export const layInRows = (reveal) => {
  const { overview } = reveal;
  let columns = 1;
  let width = 0;
  let height = 0;

  const place = (element, rank) => {
    const [x, y] = [(rank % columns) * width, Math.floor(rank / columns) * height];
    element.style.transform = `translate(${x}px, ${y}px)`;
  };

  const shape = () => {
    const size = reveal.getComputedSlideSize();
    const count = columnsOf(reveal.getHorizontalSlides().length);
    return [count, size.width * GAP, size.height * GAP];
  };

  overview.layout = () => {
    const sections = reveal.getHorizontalSlides();
    [columns, width, height] = shape();
    sections.forEach((section, rank) => {
      section.dataset.indexH = rank;
      section.dataset.label = `${rank + 1}. ${titleOf(section)}`;
      place(section, rank);
      place(section.slideBackgroundElement, rank);
    });
  };

  // Only the rows in sight are laid out, with that of the current slide in the middle.
  overview.update = () => {
    // A phone is turned, a window gets another size.
    if (String(shape()) !== String([columns, width, height])) overview.layout();
    const sections = reveal.getHorizontalSlides();
    const scale = innerWidth / (columns * width * reveal.getScale());
    const inSight = innerHeight / (height * scale * reveal.getScale());
    const rows = Math.ceil(sections.length / columns);
    const current = Math.floor(reveal.getIndices().h / columns);
    const half = (Math.min(inSight, rows) - 1) / 2;
    const middle = Math.max(half, Math.min(rows - 1 - half, current));
    sections.forEach((section, rank) => {
      const isSeen = Math.abs(Math.floor(rank / columns) - middle) <= inSight / 2 + 1;
      section.classList.toggle("in-sight", isSeen);
      section.slideBackgroundElement.classList.toggle("in-sight", isSeen);
      setInert(section, true);
    });
    const [x, y] = [((1 - columns) / 2) * width, -middle * height];
    reveal.transformSlides({ overview: `scale(${scale}) translate(${x}px, ${y}px)` });
  };

  const move = (way) => () => {
    const { h } = reveal.getIndices();
    if (reveal.getSlide(h + way * columns)) reveal.slide(h + way * columns);
  };
  const WAYS = { 38: -1, 40: 1 };
  reveal.on("overviewshown", () => {
    for (const [key, way] of Object.entries(WAYS)) reveal.addKeyBinding(Number(key), move(way));
  });
  reveal.on("overviewhidden", () => {
    reveal.getHorizontalSlides().forEach((section) => setInert(section, false));
    for (const key of Object.keys(WAYS)) reveal.removeKeyBinding(Number(key));
  });
};
