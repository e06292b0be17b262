// Whether keys that are pressed there write: they are for nothing else.
export const isTyped = (element) =>
  Boolean(element?.closest?.("input, textarea, select, [contenteditable]"));

// The block that a key is for: the one with the focus, or the first.
export const meant = (blocks) =>
  blocks.find((block) => block.contains(document.activeElement)) ?? blocks[0];

// The keys that press a button do not move the slides.
export const keepPresses = (element) =>
  element.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") event.stopPropagation();
  });
