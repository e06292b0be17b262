// What a student has repaired, kept in their own browser where it keeps anything.
const NAME = "deck.repaired";

const read = () => {
  try {
    return Object(JSON.parse(localStorage.getItem(NAME)));
  } catch {
    return {};
  }
};

const write = (done) => {
  try {
    localStorage.setItem(NAME, JSON.stringify(done));
  } catch {
    // From disk, or in a private window, a browser may keep nothing.
  }
};

// Decks that come from one place share it.
const nameOf = (block) => `${document.title}/${block}`;
const listOf = (done, block) => {
  const list = done[nameOf(block)];
  return Array.isArray(list) ? list : [];
};

export const isDone = (block, key) => listOf(read(), block).includes(key);
export const numberOf = (block) => listOf(read(), block).length;

export const keep = (block, key) => {
  const done = read();
  write({ ...done, [nameOf(block)]: [...new Set([...listOf(done, block), key])] });
};

export const forget = () => {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // There is nothing to forget.
  }
};
