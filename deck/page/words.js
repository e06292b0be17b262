// What the page says, in the language of its deck: the page itself holds these `words`, by name.
// “name/kind” has those of that kind where they differ; values are put in where `{value}` stands.
export const phrase = (name, values = {}, kind = "") => {
  const own = `${name}/${kind}`;
  const text = words[Object.hasOwn(words, own) ? own : name];
  return text.replace(/\{(\w+)\}/g, (_, value) => values[value]);
};
