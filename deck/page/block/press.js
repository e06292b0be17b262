// The keys that press a button do not move the slides.
export const keepPresses = (element) =>
  element.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") event.stopPropagation();
  });
