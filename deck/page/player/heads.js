// Name the sentence of a line that heads others, as `for`: where it is reached, and after them.
const HEADS = [
  [/^(?:async )?for\b|^while\b/, "line", "line.back"],
  [/^(?:async )?with\b/, "line", "line.leave"],
  [/^try:/, "line.try"],
  [/^(?:el)?if\b/, "line.test"],
  [/^except\b/, "line.except"],
  [/^case\b/, "line.case"],
];

export const headed = (step, { grains: { lines }, isInSuite }, at) => {
  const found = HEADS.find(([head]) => at.endsWith(":") && head.test(at));
  const [, first = "line", again] = found ?? [];
  if (!again) return first;
  const before = lines.slice(0, lines.indexOf(step));
  const last = before.findLast(({ event, source }) => event === "line" && source === step.source);
  return last && isInSuite(last, step) ? again : first;
};
