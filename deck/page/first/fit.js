// What is too long for its slide shrinks: its pictures first, then its code, by itself, then its
// text, each down to the floor that the style states.
const STEPS = 7;
// In pixels of the slide: borders are rounded.
const ROUNDING = 1;

// Give each of these slides its largest text and pictures, and return those in which all is not
// seen even so. They must be laid out.
export const fit = (sections) => {
  letGo(sections);
  shrinkPicturesForCode(sections.filter((section) => section.querySelector("img")));
  const scaled = enlargePictures(sections.filter(isOver));
  for (const section of scaled) section.setAttribute("data-scaled", "");
  const over = enlarge("--scale", scaled, ({ style, text }) => [style("--text-floor") / text, 1]);
  // The lines of smaller text are broken elsewhere, and may leave more than they need.
  enlargePictures(scaled.filter((section) => !over.includes(section)));
  return over;
};

export const letGo = (sections) => {
  for (const section of sections) {
    section.style.removeProperty("--picture");
    section.style.removeProperty("--scale");
    section.removeAttribute("data-scaled");
  }
};

const shrinkPicturesForCode = (sections) => {
  for (const section of sections) section.setAttribute("data-rigid", "");
  enlargePictures(sections.filter(isOver));
  for (const section of sections) section.removeAttribute("data-rigid");
};

const enlargePictures = (sections) => {
  const shown = sections.filter((section) => section.querySelector("img"));
  const rangeOf = ({ style, room }) => [style("--picture-floor"), room];
  const over = enlarge("--picture", shown, rangeOf, "px");
  return sections.filter((section) => over.includes(section) || !shown.includes(section));
};

// Set a property of each slide to the largest value with which all is seen; return the slides that
// even the smallest does not help. All are changed before any is measured: a layout takes long.
const enlarge = (property, sections, rangeOf, unit = "") => {
  const ranges = sections.map((section) => rangeOf(sizes(section)));
  const set = (values) =>
    values.forEach((value, rank) => sections[rank].style.setProperty(property, value + unit));
  for (let step = 0; step < STEPS; step++) {
    const middles = ranges.map(([low, high]) => (low + high) / 2);
    set(middles);
    const areOver = sections.map(isOver);
    ranges.forEach((range, rank) => {
      range[areOver[rank] ? 1 : 0] = middles[rank];
    });
  }
  set(ranges.map(([low]) => low));
  return sections.filter(isOver);
};

const sizes = (section) => {
  const computed = getComputedStyle(section);
  const style = (name) => parseFloat(computed.getPropertyValue(name));
  return { style, room: section.clientHeight, text: parseFloat(computed.fontSize) };
};

const isOver = (section) => {
  const room = section.getBoundingClientRect();
  const style = getComputedStyle(section);
  // Reveal scales the slide, and paper zooms it.
  const unit = room.height / section.offsetHeight;
  const inner = (size, ...sides) =>
    size - sides.reduce((sum, side) => sum + parseFloat(style[`padding${side}`]), -ROUNDING) * unit;
  // What stands in the margin takes nothing from what the slide says.
  const shown = [...section.children].filter(
    (child) => child.getClientRects().length && !child.matches(".tools"),
  );
  const boxes = shown.map((child) => child.getBoundingClientRect());
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const top = Math.min(...boxes.map((box) => box.top));
  return (
    bottom - top > inner(room.height, "Top", "Bottom") ||
    boxes.some(({ width }) => width > inner(room.width, "Left", "Right")) ||
    shown.some((child) => child.scrollWidth > child.clientWidth + ROUNDING) ||
    [...section.querySelectorAll(".block > pre")].some(isCut)
  );
};

const isCut = (code) => code.scrollHeight > code.clientHeight + ROUNDING;
