// Keep what is printed where it can be read, as large as it can be there, with its end in sight.
import { fontsLoaded } from "../browser/fonts.js";
import { lettersFor } from "./letters.js";
import { placesOf, put } from "./placement.js";

const FRAME = 20; // pixels around the lines, and around what is over others
const MANY = 8; // lines that are enough of what is not seen whole

export const keepFitted = (block, panel) => {
  const [caption, printout] = panel.children;
  const box = printout.firstChild;
  const code = block.querySelector("pre");
  let places = [];
  let there;
  // Whether the end is to stay in sight: not once somebody has scrolled away from it.
  let isAtEnd = true;
  // Where that was when it was last brought there: its event may come once the letters have changed.
  let end = 0;

  const moveTo = (place) => {
    if (there !== place) put(panel, place);
    there = place;
  };

  const lettersIn = (place) => {
    moveTo(place);
    const style = getComputedStyle(panel);
    const [pad, letter, leading, smallest] = ["--pad", "--letter", "--leading", "--size"].map(
      (name) => parseFloat(style.getPropertyValue(name)),
    );
    const width = printout.clientWidth - 2 * pad;
    const frames = place.way === "over" ? 2 : 1;
    const height = place.height - caption.offsetHeight - frames * FRAME;
    const size = code ? parseFloat(getComputedStyle(code).fontSize) : smallest;
    const most = place.isText ? size : Math.max(smallest, size);
    const least = Math.min(smallest, most);
    const isOne = panel.matches(".writing");
    return lettersFor(box.textContent, { width, height, letter, leading, isOne, most, least });
  };

  // Each place is left for the next once it is too small, and never come back to.
  const fill = (follows = true) => {
    isAtEnd &&= follows;
    if (!places.length) return;
    if (printout.hidden) return moveTo(places[0]);
    let letters = lettersIn(places[0]);
    while (!letters.isWhole && places.length > 1 && letters.rows < MANY) {
      places.shift();
      letters = lettersIn(places[0]);
    }
    const { size, high, rows, columns } = letters;
    Object.assign(box.style, {
      fontSize: `${size}px`,
      lineHeight: `${high}px`,
      columnCount: columns > 1 ? columns : "",
      height: columns > 1 ? `${rows * high}px` : "",
      maxHeight: `${rows * high}px`,
    });
    if (!isAtEnd || panel.matches(".writing, .compared")) return;
    box.scrollTop = box.scrollHeight;
    end = box.scrollTop;
  };

  const settle = () => {
    if (!panel.isConnected || !panel.parentElement.offsetHeight) return;
    places = placesOf(block, panel);
    fill();
  };

  box.addEventListener("scroll", () => {
    const { scrollHeight, scrollTop, clientHeight } = box;
    isAtEnd = scrollTop === end || scrollHeight - scrollTop - clientHeight < 4;
  });
  // Nobody sees half a line.
  box.addEventListener("scrollend", () => {
    const line = parseFloat(box.style.lineHeight);
    box.scrollTop = Math.round(box.scrollTop / line) * line;
  });
  // A slide of another shape has other room.
  const observer = new ResizeObserver(settle);
  observer.observe(block);
  observer.observe(panel.parentElement);
  fontsLoaded.then(settle);
  settle();

  return { fill, settle, end: () => observer.disconnect() };
};
