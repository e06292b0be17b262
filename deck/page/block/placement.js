// Where the output of a run stands: beside its code, else under it, else over the ends of its
// first lines, or of its last ones where these are no longer. The code itself stays where and as
// it is. All is in pixels of the slide.
const GAP = 24;
const NARROWEST = 260; // of what is beside
const LOWEST = 140; // of what is under, or under what a slide says to prove it
const OVER = { width: 430, height: 260 };
// Where one is asked what code prints, it is not covered: it shrinks.
const ASKED = ".writing, .running, .waiting";
const HEIGHT_ASKED = 180;
// What is seen at a glance with its code is worth more than what is under it.
const GLANCE = 1.5;
const HALF = 0.5; // of a slide, over which it is proved where less is left
const OF_WINDOW = 0.8; // where a slide is as high as what it holds

const WAYS = ["beside", "under", "over"];

const sizes = (element) => {
  const style = getComputedStyle(element);
  return (name) => parseFloat(style.getPropertyValue(name)) || 0;
};

// What of the slide is left, and what of it ends the lowest.
const measure = (section, panel) => {
  const size = sizes(section);
  const flow = [...section.children].filter(
    (child) =>
      child !== panel && child.offsetHeight && getComputedStyle(child).position !== "absolute",
  );
  const end = Math.max(...flow.map((child) => child.offsetTop + child.offsetHeight));
  const begin = Math.min(...flow.map((child) => child.offsetTop));
  const left = size("padding-left");
  const right = section.clientWidth - size("padding-right");
  const bottom = section.clientHeight - size("padding-bottom");
  const free = bottom - size("padding-top") - (end - begin) - GAP;
  return { left, right, bottom, free, end };
};

const widthOf = (pre) => {
  const size = sizes(pre);
  const letters = size("--columns") * size("--letter") * size("font-size");
  return letters + 2 * size("--pad") + 4;
};

// Whether the last lines of some code have no more letters than the first ones.
const LINES = 4; // that an output is over, at the least
const endsShort = (pre) => {
  const lines = pre.textContent.trimEnd().split("\n");
  return lines.slice(-LINES).join("").length <= lines.slice(0, LINES).join("").length;
};

const area = ({ width, height }) => width * height;

// The places where the output of a block may stand, the best first.
export const placesOf = (block, panel) => {
  panel.classList.remove(...WAYS);
  const section = panel.parentElement;
  if (getComputedStyle(section).position !== "absolute") {
    return [{ way: "under", height: OF_WINDOW * innerHeight, isText: true }];
  }
  const { left, right, bottom, free, end } = measure(section, panel);
  if (block.matches(".anchor")) {
    const below = bottom - end - GAP;
    const isBelow = below >= LOWEST;
    // What it has to cover, it covers from below, as little as it can.
    const top = isBelow ? end + GAP : undefined;
    const foot = isBelow ? undefined : section.clientHeight - bottom;
    const height = isBelow ? below : HALF * bottom;
    return [{ way: "over", left, top, bottom: foot, width: right - left, height }];
  }
  const tools = block.querySelector(":scope > .tools");
  const top = block.offsetTop + (tools ? tools.offsetTop + tools.offsetHeight + 4 : 0);
  const pre = block.querySelector("pre");
  const foot = block.offsetTop + block.offsetHeight;
  const from = block.offsetLeft + widthOf(pre) + GAP;
  const height = (foot >= end - 1 ? bottom : foot) - top;
  const beside = { way: "beside", left: from, top, width: right - from, height };
  // Wide code is lower than its block.
  const lift = block.offsetHeight - pre.offsetHeight;
  const under = { way: "under", width: right - left, height: free + lift, lift };
  const isFirst = GLANCE * area(beside) >= area(under);
  const above = Math.max(0, Math.min(top, bottom - OVER.height));
  const width = Math.min(OVER.width, right - left);
  const isLow = foot >= end - 1 && endsShort(pre);
  const over = {
    ...{ way: "over", left: right - width, width, height: bottom - above },
    ...(isLow ? { bottom: section.clientHeight - bottom } : { top: above }),
  };
  const asked = { way: "under", width: right - left, height: HEIGHT_ASKED };
  return [
    ...(isFirst ? [beside, under] : [under, beside]).filter(
      ({ width, height }) => width >= NARROWEST && height >= LOWEST,
    ),
    panel.matches(ASKED) ? asked : over,
  ];
};

export const put = (panel, { way, lift = 0, ...box }) => {
  for (const side of ["left", "top", "bottom", "width"]) {
    const isFree = way === "under" || box[side] === undefined;
    panel.style.setProperty(side, isFree ? "" : `${box[side]}px`);
  }
  panel.style.marginTop = `${-lift}px`;
  panel.classList.remove(...WAYS);
  panel.classList.add(way);
};
