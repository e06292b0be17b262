// Show the slide that a save changes, until one turns that off in this window.
import { ofThisWindow } from "../page/browser/storage.js";

const KEY = "follows";

let isOn = ofThisWindow?.getItem(KEY) !== "no";

export const isFollowing = () => isOn;

export const toggleFollowing = () => {
  isOn = !isOn;
  ofThisWindow?.setItem(KEY, isOn ? "yes" : "no");
};

// One does not leave what one steps through or writes.
const stays = () => document.querySelector(".slides :is(.stepping, textarea)");

const leadsTo = (index) =>
  index !== undefined && isOn && !stays() && index !== Reveal.getState().indexh;

export const follow = (index) => {
  if (leadsTo(index)) {
    Reveal.slide(index);
  }
};

// Where the page is loaded again, it is its address that says which slide to show.
export const followOnceLoaded = (index) => {
  if (leadsTo(index)) {
    history.replaceState(null, "", `#/${index + 1}`);
  }
};
