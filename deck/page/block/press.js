// Whether keys that are pressed there write: they are for nothing else.
export const isTyped = (element) =>
  Boolean(element?.closest?.("input, textarea, select, [contenteditable]"));

// The keys that press a button do not move the slides.
export const keepPresses = (element) =>
  element.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") event.stopPropagation();
  });
