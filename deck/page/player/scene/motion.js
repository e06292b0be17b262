// What is drawn moves from where it was.
const TIMING = { duration: 360, easing: "cubic-bezier(0.3, 0, 0.1, 1)" };

// Map what is seen of some elements to its place.
export const placesOf = (elements) =>
  new Map(
    elements
      .filter((one) => one.isConnected && one.offsetParent)
      .map((one) => [one, [one.offsetLeft, one.offsetTop]]),
  );

// From the places before to those now; what was not there yet comes from the right.
export const moveFrom = (before, now) => {
  for (const [one, [left, top]] of now) {
    const [x, y] = before.get(one) ?? [left + 24, top];
    if (!before.has(one)) one.animate([{ opacity: 0 }, { opacity: 1 }], TIMING);
    if (x === left && y === top) continue;
    const moved = `translate(${x - left}px, ${y - top}px)`;
    one.animate([{ transform: moved }, { transform: "none" }], TIMING);
  }
};

// What is placed by its middle comes from so many pixels below.
export const moveUp = (one, pixels) => {
  const start = `translate(-50%, calc(-50% + ${pixels}px))`;
  one.animate([{ transform: start }, { transform: "translate(-50%, -50%)" }], TIMING);
};
