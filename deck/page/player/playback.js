// Goes from step to step by itself, until somebody else does.
import { isTyped } from "../block/press.js";

// In milliseconds: how long a step is shown, at the usual pace.
const USUAL = 1600;
const PACES = [0.5, 1, 2, 4];
const BY_CHARACTER = { "+": 1, "-": -1 };

// `next` goes one step on, and tells whether there is another after it; `begin` makes sure that
// there is one. `show` is told whether it plays, and how fast.
export const makePlayback = ({ begin, next, show }) => {
  let rank = PACES.indexOf(1);
  let timer;
  let isMoving = false;

  const isPlaying = () => timer !== undefined;
  const tell = () => show(isPlaying(), PACES[rank]);
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(tick, USUAL / PACES[rank]);
  };

  const pause = () => {
    if (isMoving || !isPlaying()) return;
    clearTimeout(timer);
    timer = undefined;
    tell();
  };

  const moving = (move) => {
    isMoving = true;
    const isMore = move();
    isMoving = false;
    return isMore;
  };

  const tick = () => (moving(next) ? wait() : pause());

  const toggle = () => {
    if (isPlaying()) return pause();
    if (!moving(begin)) return;
    wait();
    tell();
  };

  // Without a number, faster until it is the slowest again.
  const change = (by) => {
    const last = PACES.length - 1;
    rank = by ? Math.min(last, Math.max(0, rank + by)) : (rank + 1) % PACES.length;
    if (isPlaying()) wait();
    tell();
  };

  // They stand on other keys from keyboard to keyboard, so that reveal.js would not know them.
  const onKey = (event) => {
    const isOurs = Object.hasOwn(BY_CHARACTER, event.key) && !event.ctrlKey && !event.metaKey;
    if (isTyped(event.target) || !isOurs) return;
    event.stopPropagation();
    event.preventDefault();
    change(BY_CHARACTER[event.key]);
  };

  const onHidden = () => document.hidden && pause();

  const listen = () => {
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("visibilitychange", onHidden);
    tell();
  };

  const leave = () => {
    pause();
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("visibilitychange", onHidden);
  };

  return { toggle, pause, change, listen, leave };
};
