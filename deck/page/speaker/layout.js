// How the window is divided, as its speaker last chose.
import { ofThisSite } from "../browser/storage.js";

const KEY = "speaker-layout";

export const chooseLayout = (changed) => {
  const choice = document.querySelector("select");
  const set = () => {
    document.body.dataset.layout = choice.value;
    changed();
  };
  const known = [...choice.options].map(({ value }) => value);
  const last = ofThisSite?.getItem(KEY);
  if (known.includes(last)) choice.value = last;
  choice.addEventListener("change", () => {
    ofThisSite?.setItem(KEY, choice.value);
    choice.blur(); // its keys are the room's again
    set();
  });
  set();
};
