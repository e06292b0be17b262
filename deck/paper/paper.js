// What the style alone cannot tell, measured once fonts and pictures are there, before the page is
// printed.

import { fontsLoaded } from "../page/browser/fonts.js";
import { fit } from "../page/first/fit.js";

const MILLIMETRE = 96 / 25.4;
const SMALLEST_CODE = (5.5 * 96) / 72;
const TALLEST_PICTURE = 215 * MILLIMETRE;
const TALLEST_NOTES = 100 * MILLIMETRE;
const CAPTION = 45;
const PASSES = 10;
// What a page holds, what is between two slides, and what of notes stays with their slide, by the
// style of the handout; a line to write on.
const PAGE = 259 * MILLIMETRE;
const GAP = 14 * MILLIMETRE;
const FIRST_NOTES = 20 * MILLIMETRE;
const RULE = 7.5 * MILLIMETRE;
// Half of the padding of a block: borders grow as zoom shrinks them below a pixel.
const ROUNDING = 8;

const all = (selector, parent = document) => [...parent.querySelectorAll(selector)];
const sizeOf = (element) => parseFloat(getComputedStyle(element).fontSize);
const zoomOf = (element) => Number(getComputedStyle(element.closest(".slides")).zoom);
const codeOf = (element) => all(".block pre", element);
const isTooSmall = (code) => sizeOf(code) * zoomOf(code) < SMALLEST_CODE;

// Small code takes the width of the page, and long notes go under the picture.
function arrange(articles) {
  const kinds = articles.map((article) => {
    const [picture, notes] = [article.querySelector(".picture"), article.querySelector(".notes")];
    if (codeOf(picture).some(isTooSmall)) return "wide";
    return notes?.offsetHeight > TALLEST_NOTES ? "under" : "";
  });
  articles.forEach((article, index) => kinds[index] && article.classList.add(kinds[index]));
}

// Code that is still too small makes its picture taller.
function grow(pictures) {
  const heights = pictures.map((picture) => {
    const missing = codeOf(picture)
      .filter(isTooSmall)
      .filter(isHeldByHeight)
      .map((code) => (SMALLEST_CODE / zoomOf(code) / sizeOf(code) - 1) * code.offsetHeight);
    const slides = picture.querySelector(".slides");
    const needed = missing.reduce((sum, height) => sum + height, slides.clientHeight);
    return missing.length && Math.min(needed, TALLEST_PICTURE / zoomOf(slides));
  });
  pictures.forEach(
    (picture, index) => heights[index] && picture.style.setProperty("--height", heights[index]),
  );
}

const isHeldByHeight = (code) => code.parentElement.clientHeight - code.offsetHeight < CAPTION;

// What still does not fit shrinks, its slide with it.
function shrink(sections) {
  const scales = sections.map(() => 1);
  for (let pass = 0; pass < PASSES; pass++) {
    const excesses = sections.map(excess);
    if (Math.max(...excesses) <= 1) return;
    excesses.forEach((ratio, index) => {
      if (ratio <= 1) return;
      scales[index] /= ratio;
      sections[index].style.setProperty("--fit", scales[index]);
    });
  }
}

function excess(section) {
  const sizes = [section, ...codeOf(section)].flatMap((box) => [
    [box.scrollHeight, box.clientHeight],
    [box.scrollWidth, box.clientWidth],
  ]);
  return Math.max(
    ...[...sizes, spans(section)].map(([content, room]) =>
      content > room + ROUNDING ? content / room : 1,
    ),
  );
}

// What is on a slide, and the room between its margins: scrollHeight knows of no lower margin.
function spans(section) {
  const room = section.getBoundingClientRect();
  const style = getComputedStyle(section);
  const scale = room.height / section.offsetHeight;
  const margins = (parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)) * scale;
  const boxes = [...section.children].map((child) => child.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return [bottom - top, room.height - margins];
}

// On a page that would be left more than half empty, as the next slide does not fit, a slide alone
// takes the width, and there are lines to write on: as many as fit, or to the middle at the least
// where notes that go on from page to page make the end of them uncertain.
function fill(articles) {
  const pages = shortPages(articles.map(measured));
  for (const { last, isAlone } of pages) if (isAlone) articles[last].classList.add("wide", "alone");
  const counts = pages.map(({ last, isAlone, used }) =>
    isAlone
      ? Math.floor((PAGE - articles[last].offsetHeight) / RULE) - 1
      : Math.ceil((PAGE / 2 - used) / RULE),
  );
  pages.forEach(({ last }, index) => addRules(articles[last], counts[index]));
}

// How high an article is, and what of it no page divides.
function measured(article) {
  const { top, height } = article.getBoundingClientRect();
  const notes = article.querySelector(".notes");
  const isDivided = notes && getComputedStyle(article).breakInside === "auto";
  const head = isDivided ? notes.getBoundingClientRect().top - top + FIRST_NOTES : height;
  return { head: Math.min(head, height), height };
}

// Lay the articles on pages as the browser will.
function shortPages(sizes) {
  const pages = [];
  let [first, used] = [0, 0];
  sizes.forEach(({ head, height }, index) => {
    let end = used + GAP + height;
    if (index === 0 || used + GAP + head > PAGE) {
      const last = index - 1;
      if (index > 0 && used < PAGE / 2) pages.push({ last, isAlone: first === last, used });
      [first, end] = [index, height];
    }
    // Those whose notes go on are not alone on the last page of these.
    if (end > PAGE) first = -1;
    used = end - PAGE * Math.max(0, Math.ceil(end / PAGE) - 1);
  });
  return pages;
}

function addRules(article, count) {
  const rules = document.createElement("div");
  rules.className = "rules";
  rules.append(...Array.from({ length: count }, () => document.createElement("div")));
  article.append(rules);
}

const picturesLoaded = Promise.allSettled(all("img").map((picture) => picture.decode()));

export const ready = Promise.all([fontsLoaded, picturesLoaded]).then(() => {
  fit(all(".picture section"));
  arrange(all("article"));
  grow(all(".wide .picture"));
  shrink(all(".picture section"));
  fill(all("article"));
});
