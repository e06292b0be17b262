// Colour Python as it is typed, with the class names that the build gives to the deck's code.
const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except " +
  "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
  "with yield";
const PYTHON = new RegExp(
  [
    String.raw`(?<c1>#.*)`,
    String.raw`|(?<s2>(?<!\w)[bfrtuBFRTU]{0,2}(?:"""[^]*?(?:"""|$(?![^]))`,
    String.raw`|'''[^]*?(?:'''|$(?![^]))|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))`,
    String.raw`|(?<nd>(?<=^[ \t]*)@\w+)`,
    String.raw`|(?<nf>(?<=\b(?:def|class)\s+)\w+|\b__\w+__\b)`,
    String.raw`|(?<![\w.])(?<k>${KEYWORDS.replaceAll(" ", "|")})\b`,
    String.raw`|(?<ne>\b(?:[A-Z]\w*(?:Error|Exception|Warning|Iteration|Group)|SystemExit`,
    String.raw`|KeyboardInterrupt)\b)`,
    String.raw`|(?<m>\b(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?[jJ]?)\b)`,
    String.raw`|\w+`,
  ].join(""),
  "gmu",
);
const PROMPT = new RegExp(
  [
    String.raw`^(?<gp>>>> ?|\.\.\. ?)(?<python>.*)`,
    String.raw`|^(?<gt>Traceback.*)|(?<=^  File ".*", line )(?<m>\d+)`,
    String.raw`|^(?<gr>\w+(?:Error|Exception|Iteration|Warning))(?=:|$)`,
  ].join(""),
  "gm",
);

const span = (name, text) => {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
};

// Give each match of a pattern to `dress`; what no pattern takes stays as it is.
const pieces = (text, pattern, dress) => {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    fragment.append(text.slice(end, match.index), ...dress(match));
    end = match.index + match[0].length;
  }
  fragment.append(text.slice(end));
  fragment.normalize();
  return fragment;
};

const named = (match) => {
  const [name, text] = Object.entries(match.groups).find(([, found]) => found) ?? [];
  return [name ? span(name, text) : match[0]];
};

const program = (text) => pieces(text, PYTHON, named);

const transcript = (text) =>
  pieces(text, PROMPT, (match) => {
    const { gp, python } = match.groups;
    return gp ? [span("gp", gp), program(python)] : named(match);
  });

export const colour = (text, language) => (language === "pycon" ? transcript(text) : program(text));
