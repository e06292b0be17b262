// What a student does is kept in their own browser, where that keeps anything. Decks that come from
// one place share it.
const NAME = "deck.kept";

const read = () => {
  try {
    return Object(JSON.parse(localStorage.getItem(NAME)));
  } catch {
    return {};
  }
};

const write = (all) => {
  try {
    if (Object.keys(all).length) localStorage.setItem(NAME, JSON.stringify(all));
    else localStorage.removeItem(NAME);
  } catch {
    // From disk, or in a private window, a browser may keep nothing.
  }
};

const keyOf = (kind, block) => [document.title, block, kind].join("/");

export const keptOf = (kind, block) => read()[keyOf(kind, block)];

// Keep this of a block; nothing, where it is undefined.
export const keep = (kind, block, value) => {
  const { [keyOf(kind, block)]: _, ...others } = read();
  write(value === undefined ? others : { ...others, [keyOf(kind, block)]: value });
};

export const isAnyKept = () => Object.keys(read()).length > 0;

export const forgetAll = () => write({});
