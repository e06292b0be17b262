// Elements, by what they are made of.
export const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

// Text in which code stands between back quotes, and that text alone.
export const withoutMarks = (text) => text.replaceAll("`", "");
export const withCode = (text) =>
  text.split("`").map((part, rank) => (rank % 2 ? element("code", "", part) : part));
