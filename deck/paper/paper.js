// What the style alone cannot tell, measured once fonts and pictures are there, before the page is
// printed.
import { fit } from "../page/fit.js";
import { fontsLoaded } from "../page/fonts.js";

const MILLIMETRE = 96 / 25.4;
const SMALLEST_CODE = (5.5 * 96) / 72;
const TALLEST_PICTURE = 215 * MILLIMETRE;
const TALLEST_NOTES = 100 * MILLIMETRE;
const CAPTION = 45;
const PASSES = 10;
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

const picturesLoaded = Promise.allSettled(all("img").map((picture) => picture.decode()));

export const ready = Promise.all([fontsLoaded, picturesLoaded]).then(() => {
  fit(all(".picture section"));
  arrange(all("article"));
  grow(all(".wide .picture"));
  shrink(all(".picture section"));
});
