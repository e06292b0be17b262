// How many columns a line of code takes: a tab leads to the next of every four, as legibility.py of
// deck/source/ has it.
const TAB = 4;

export const widthOf = (line) => {
  let width = 0;
  for (const letter of line) width += letter === "\t" ? TAB - (width % TAB) : 1;
  return width;
};
