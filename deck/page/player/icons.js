// Signs that agree with a word beside them.
const ICONS = {
  created: "M8 2.5a5.5 5.5 0 1 0 .01 0",
  running: "M4 2v12l9-6z",
  waiting: "M2 8h.01M8 8h.01M14 8h.01",
  suspended: "M5 3v10M11 3v10",
  returned: "M2.5 8.5l4 4 7-9",
  raised: "M3 3l10 10M13 3L3 13",
  closed: "M3 3h10v10H3z",
};

export const icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
  path.setAttribute("d", ICONS[name]);
  return svg;
};
