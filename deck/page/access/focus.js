// Keep the focus: code that scrolls can have it, and it returns once what had it is gone.
import { phrase } from "../words.js";

const AXES = {
  ArrowUp: ["scrollTop", "Height"],
  ArrowDown: ["scrollTop", "Height"],
  ArrowLeft: ["scrollLeft", "Width"],
  ArrowRight: ["scrollLeft", "Width"],
};
const SCROLLED = "pre, .diagram";

// Whether a key scrolls a box: at its end, the key is the slides' again.
const scrolls = (box, key) => {
  const [place, size] = AXES[key];
  const room = box[`scroll${size}`] - box[`client${size}`];
  return /Down|Right/.test(key) ? box[place] < room - 1 : box[place] > 0;
};

const onKey = (event) => {
  const { key, target } = event;
  if (Object.hasOwn(AXES, key) && target.matches?.(SCROLLED) && scrolls(target, key)) {
    event.stopPropagation();
  }
};

const reach = (box) => {
  const { name } = box.closest(".block").dataset;
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name ? phrase("code.of", { name }) : phrase("output"));
};

const reachAll = () => document.querySelectorAll(".slides .block:not(.run) > pre").forEach(reach);

const isSeen = (element) => element.isConnected && element.getClientRects().length > 0;

// What the keyboard was on, last one last; a mouse leaves no trace.
const giveBack = () => {
  let known = [];
  addEventListener("focusin", ({ target }) => {
    if (!target.matches(":focus-visible")) return;
    known = [...known.filter((one) => one !== target && isSeen(one)), target];
  });
  const look = () => {
    const last = known.at(-1);
    if (!last || isSeen(last)) return;
    // What hides keeps the focus for a moment.
    if (![document.body, last].includes(document.activeElement)) return;
    known = known.filter(isSeen);
    known.at(-1)?.focus({ preventScroll: true });
  };
  const gone = { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] };
  new MutationObserver(look).observe(document.body, gone);
};

export const startFocus = () => {
  reachAll();
  document.addEventListener("deckchange", reachAll);
  addEventListener("keydown", onKey, true);
  // A click of the mouse leaves the keys to the slides.
  addEventListener("click", ({ target }) => {
    const box = target.closest?.(SCROLLED);
    if (box && !box.matches(":focus-visible")) box.blur();
  });
  giveBack();
};
