// Bring what has just come to where it is seen: on a canvas it is there, in a text it may be below.
export const bringIntoSight = (element) => {
  const reads = document.documentElement.classList.contains("reading");
  if (reads) element?.scrollIntoView({ block: "nearest" });
};
