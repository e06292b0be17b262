// Bring what has just come to where it is seen, of what is higher than the window its beginning: on a
// canvas it is there, in a text it may be below.
const reads = () => document.documentElement.classList.contains("reading");

export const bringIntoSight = (element) => {
  if (!reads() || !element) return;
  const isHigher = element.getBoundingClientRect().height > innerHeight;
  element.scrollIntoView({ block: isHigher ? "start" : "nearest" });
};

// What is read with what is below it.
export const bringAbove = (element) => {
  const { top } = element.getBoundingClientRect();
  const isAbove = top >= 0 && top < innerHeight / 3;
  if (reads() && !isAbove) element.scrollIntoView({ block: "start" });
};
