// Colour Python as it is typed, with those class names that the build gives most of the deck's code.
const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except " +
  "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
  "with yield";
// They are read when they are used: old browsers, where nobody types, cannot read them.
const PYTHON = [
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
].join("");
const PROMPT = [
  String.raw`^(?<gp>>>> ?|\.\.\. ?)(?<python>.*)`,
  String.raw`|^(?<gt>Traceback.*)|(?<=^  File ".*", line )(?<m>\d+)`,
  String.raw`|^(?<gr>\w+(?:Error|Exception|Iteration|Warning))(?=:|$)`,
].join("");

// Name each piece of a text that a pattern takes, by `name`; what it does not take has no name.
function* pieces(text, pattern, name) {
  let end = 0;
  for (const match of text.matchAll(new RegExp(pattern, "gmu"))) {
    yield [undefined, text.slice(end, match.index)];
    yield* name(match);
    end = match.index + match[0].length;
  }
  yield [undefined, text.slice(end)];
}

const named = ({ groups, 0: whole }) => {
  const [name] = Object.entries(groups).find(([, found]) => found) ?? [];
  return [[name, whole]];
};

const program = (text) => pieces(text, PYTHON, named);

const transcript = (text) =>
  pieces(text, PROMPT, (match) => {
    const { gp, python } = match.groups;
    return gp ? [["gp", gp], ...program(python)] : named(match);
  });

// The pieces of a text, each with the name of its colour, if it has one.
export const tokens = (text, language) =>
  [...(language === "pycon" ? transcript : program)(text)].filter(([, piece]) => piece);

export const colour = (text, language) => {
  const fragment = document.createDocumentFragment();
  for (const [name, piece] of tokens(text, language)) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = piece;
    fragment.append(name ? span : piece);
  }
  fragment.normalize();
  return fragment;
};
