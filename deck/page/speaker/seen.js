// What the speaker's window is shown of the room: this page as it is, what comes next, the notes.
import { element } from "../browser/elements.js";
import { pictureOf } from "./picture.js";

const OF_THE_MOMENT = /\b(?:paused|overview|has-(?:dark|light)-background)\b/g;

const isShown = (section) => getComputedStyle(section).display !== "none";

// The sections that are seen; those of a thousand slides that are not would take long.
const sections = (box) =>
  [...box.children].filter((one) =>
    Reveal.isOverview() ? isShown(one) : one.matches(".present, :not(section)"),
  );

const childrenOf = (node) => {
  if (node.matches("html")) return node.children;
  if (node.matches("head")) return node.querySelectorAll("style, link[rel=stylesheet]");
  if (node.matches(".slides, .stack, .backgrounds")) return sections(node);
  return node.matches("aside.notes") ? [] : undefined;
};

// What → shows: more of this slide where there is more, or the slide after it.
const nextSection = () => {
  const all = Reveal.getSlides();
  const here = Reveal.getCurrentSlide();
  const isMore = Reveal.availableFragments().next && !here.matches(".stepping");
  return isMore ? here : all[all.indexOf(here) + 1];
};

const withMore = (section) => {
  const hidden = [...section.querySelectorAll(".fragment:not(.visible)")];
  const first = Math.min(...hidden.map((one) => Number(one.dataset.fragmentIndex)));
  hidden
    .filter((one) => Number(one.dataset.fragmentIndex) === first)
    .forEach((one) => one.classList.add("visible", "current-fragment"));
};

const nextPicture = () => {
  const section = nextSection();
  if (!section) return null;
  const copy = section.cloneNode(true);
  if (section === Reveal.getCurrentSlide()) withMore(copy);
  copy.classList.remove("past", "future");
  copy.classList.add("present");
  for (const name of ["hidden", "aria-hidden", "inert"]) copy.removeAttribute(name);
  const { h, v } = Reveal.getIndices(section);
  const background = Reveal.getSlideBackground(h, v)?.cloneNode(true);
  background?.classList.add("present");
  const [, attributes, state, [head, body]] = pictureOf(document.documentElement, (node) => {
    if (node.matches("body")) return node.querySelectorAll(":scope > main");
    if (node.matches("main")) return node.querySelectorAll(":scope > .reveal");
    if (node.matches(".reveal"))
      return node.querySelectorAll(":scope > :is(.slides, .backgrounds)");
    if (node.matches(".slides")) return [copy];
    if (node.matches(".backgrounds")) return background ? [background] : [];
    return childrenOf(node);
  });
  const reveal = body[3][0]?.[3][0];
  if (reveal) reveal[1].class = reveal[1].class.replace(OF_THE_MOMENT, "");
  return ["html", attributes, state, [head, body]];
};

const notes = () => {
  const box = element("div", "");
  for (const one of Reveal.getCurrentSlide().querySelectorAll("aside.notes")) {
    box.append(...one.cloneNode(true).childNodes);
  }
  return pictureOf(box);
};

const times = () => Reveal.getSlides().map(({ dataset }) => Number(dataset.timing) || 0);

const caret = () => {
  const area = document.activeElement;
  return area.matches("textarea") ? [area.selectionStart, area.selectionEnd] : null;
};

// `heard` is how much of what the speaker's window says this shows.
export const seen = (heard) => ({
  size: [innerWidth, innerHeight],
  title: document.title,
  current: pictureOf(document.documentElement, childrenOf),
  // In the overview nothing has its own size.
  next: Reveal.isOverview() ? undefined : nextPicture(),
  notes: notes(),
  ahead: document.querySelector(".present :is(.player, .run)[data-next]")?.dataset.next ?? "",
  caret: caret(),
  heard,
  slide: Reveal.getSlidePastCount(),
  own: times(),
  plan: { totalTime: config.totalTime, defaultTiming: config.defaultTiming },
});
