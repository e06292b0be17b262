// The name of a key, in brackets, and where there is no keyboard to press it on.
const KEY = / \([A-Z]\)/;
const isHeld = () => matchMedia("not all and (any-pointer: fine)").matches;

// What the page says, in the language of its deck: the page itself holds these `words`, by name.
// “name/kind” has those of that kind where they differ; values are put in where `{value}` stands.
export const phrase = (name, values = {}, kind = "") => {
  const own = `${name}/${kind}`;
  const text = words[Object.hasOwn(words, own) ? own : name];
  const said = KEY.test(text) && isHeld() ? text.replace(KEY, "") : text;
  return said.replace(/\{(\w+)\}/g, (_, value) => values[value]);
};
