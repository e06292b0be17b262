// Whether keys that are pressed there write: they are for nothing else.
export const isTyped = (element) =>
  Boolean(element?.closest?.("input, textarea, select, [contenteditable]"));

// These go on for as long as they are held.
const GO_ON = /^(?:Arrow\w+|Page\w+|Tab|[ +-])$/;
// What the key that was pressed last was typed into.
let field;

// Leave out what the browser repeats of any other key that is held: it would open and close what it
// opens, or be typed there.
export const dropRepeats = (event) => {
  const { key, target, repeat, ctrlKey, metaKey } = event;
  if (!repeat) field = isTyped(target) ? target : undefined;
  if (!repeat || GO_ON.test(key)) return;
  // With these, all but one are the browser's own.
  if (ctrlKey || metaKey ? key !== "Enter" : target === field) return;
  event.stopImmediatePropagation();
  event.preventDefault();
};

// The block that a key is for: the one with the focus, or the first.
export const meant = (blocks) =>
  blocks.find((block) => block.contains(document.activeElement)) ?? blocks[0];

// The keys that press a button do not move the slides.
export const keepPresses = (element) =>
  element.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") event.stopPropagation();
  });
