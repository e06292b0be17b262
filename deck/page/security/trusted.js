// What may become markup or a script, where the browser asks (https://www.w3.org/TR/trusted-types):
// text alone, the marks of a slide and reveal's own; and our scripts. Whatever may act is refused.
const SCRIPTS = [
  "python.js",
  "player/traces.js",
  "proof/kit.js",
  "proof/proof.js",
  "player/player.js",
  "predict/predict.js",
  "speaker/room.js",
  "stage/stage.js",
];
const ELEMENTS = new Set(
  (
    "html head body a aside b blockquote br button code dd del div dl dt em figcaption figure " +
    "h1 h2 h3 h4 h5 h6 header hr i img kbd li ol p pre progress s section small span strong sub " +
    "sup table tbody td tfoot th thead tr u ul wbr"
  ).split(" "),
);
const ACTS = /^(?:(?:javascript|vbscript|blob|filesystem):|data:(?!image\/))/i;
const policy = self.trustedTypes?.createPolicy("deck", {
  createHTML: (text) => text,
  createScriptURL: (address) => address,
});

const isInert = ({ localName, attributes }) =>
  ELEMENTS.has(localName) &&
  [...attributes].every(
    ({ name, value }) =>
      !/^(on|srcdoc)/.test(name) &&
      !(/(href|src)$/.test(name) && ACTS.test(value.replace(/[\0-\x20]/g, ""))),
  );

// In documents that are shown nowhere, where nothing runs or loads. What a text is depends on
// what it is put into: a cell is one in a row alone.
const parsed = (text) => {
  const markup = policy.createHTML(text);
  const away = new DOMParser().parseFromString(markup, "text/html");
  const boxes = ["div", "table", "tbody", "tr"].map((name) => {
    const box = away.createElement(name);
    box.innerHTML = markup;
    return box;
  });
  return [away, ...boxes].flatMap((box) => [...box.querySelectorAll("*")]);
};
// Each block has the same tools.
let last;
const checked = (text) => {
  if (text !== last && text.includes("<")) {
    if (!parsed(text).every(isInert)) return null;
    last = text;
  }
  return text;
};
// Nobody writes into the page while it loads: what comes in pieces can't be checked.
const isWritten = (sink) => sink.startsWith("Document write");
self.trustedTypes?.createPolicy("default", {
  createHTML: (text, _, sink) => (isWritten(sink) ? null : checked(text)),
});

export const script = (name) => {
  if (!SCRIPTS.includes(name)) {
    throw new TypeError(`${name} is no script of ours`);
  }
  return policy?.createScriptURL(name) ?? name;
};

export const worker = (blob) => {
  const address = URL.createObjectURL(blob);
  return policy?.createScriptURL(address) ?? address;
};
